package import MusterLoad

/// What `muster bench` is about to do.
package struct BenchPlan: Hashable, Sendable {
  package let mix: LoadMix
  package let ground: LoadGround
  package let load: LoadPlan

  /// What it may take, in seconds.
  static let seconds = 0.1...Double(MusterLoad.Limits.seconds.upperBound)

  /// Refuses what no run can do, before anything is sent.
  func check() throws(Failure) {
    guard load.connections * load.window <= MusterLoad.Limits.callsInFlight else {
      throw BenchArguments.usage(
        "--connections \(load.connections) and --window \(load.window) are \(load.connections * load.window) calls at a time",
        "Lower one of them: there may be \(MusterLoad.Limits.callsInFlight) in all.")
    }
    guard !mix.writes || ground.tenants >= load.connections else {
      throw BenchArguments.usage(
        "--mix writes, and --connections \(load.connections) are more than --tenants \(ground.tenants)",
        "Give at least as many tenants as connections: each roster is written over one connection.")
    }
  }

  /// What is left there where it could not be removed. It may be less: an answer that never came told of no hub.
  package func leftover(hubs: Int) -> String {
    "Not all was removed: up to \(counted(hubs, "hub")) with rosters are left in Region \(ground.region), of accounts "
      + ground.hubAccounts.map { "\($0.first) to \($0.last)" }.joined(separator: " and ")
      + ". The next `muster bench` that uses them removes them first."
  }

  /// What it will do, before it does.
  package var announcement: String {
    let members = ground.tenants * ground.associated
    let what =
      "Will enable the hubs of \(counted(ground.tenants, "administrator")) from account \(ground.firstAccount) on and of "
      + "\(counted(members, "member")) in Region \(ground.region), and create \(counted(ground.members, "row")) in each roster; "
    let writes = mix.writes ? "calls create and delete more, each a line in the daemon's audit log; " : ""
    return what + writes + "all of it is removed at the end."
  }
}
