internal import MusterLoad
internal import MusterModel

/// What `muster bench` was asked for, as it was typed.
package struct BenchArguments: Hashable, Sendable {
  package var connections: Int
  package var window: Int
  package var threads: Int
  package var duration: String
  package var rate: Int?
  package var mix: String
  package var members: Int
  package var tenants: Int
  package var account: String?
  package var region: String?

  package init(
    connections: Int = 8, window: Int = 16, threads: Int = 1, duration: String = "10s", rate: Int? = nil,
    mix: String = BenchArguments.usualMix, members: Int = 50, tenants: Int = 16, account: String? = nil,
    region: String? = nil
  ) {
    self.connections = connections
    self.window = window
    self.threads = threads
    self.duration = duration
    self.rate = rate
    self.mix = mix
    self.members = members
    self.tenants = tenants
    self.account = account
    self.region = region
  }

  /// Nothing but reads: who wants the disk measured says so.
  package static let usualMix = "check-access=90,get-members=10"

  /// What is to be done. Fails at the first thing that is wrong with it.
  package func plan(socket: String) throws(Failure) -> BenchPlan {
    try Self.check(connections, "--connections", MusterLoad.Limits.connections)
    try Self.check(window, "--window", MusterLoad.Limits.window)
    try Self.check(threads, "--threads", MusterLoad.Limits.threads)
    try Self.check(members, "--members", MusterLoad.Limits.members)
    try Self.check(tenants, "--tenants", MusterLoad.Limits.tenants)
    if let rate { try Self.check(rate, "--rate", MusterLoad.Limits.rate) }
    let seconds = try Self.seconds(duration)
    let mix = try Self.mix(mix)
    guard mix.leastMembers <= members else {
      throw Self.usage(
        "--mix asks for \(mix.leastMembers) members at once, and --members makes \(members)",
        "Raise --members, or ask for fewer at once.")
    }
    let plan = BenchPlan(
      mix: mix, ground: try ground(),
      load: LoadPlan(
        socket: socket, connections: connections, window: window, seconds: seconds,
        warmUpSeconds: min(1, seconds / 10), rate: rate, threads: threads))
    try plan.check()
    return plan
  }

  private func ground() throws(Failure) -> LoadGround {
    let first = try account.map { account throws(Failure) in try AccountArguments.id(account, of: "--account") }
    var region = LoadGround.usualRegion
    if let name = self.region {
      guard let named = Region(name) else {
        throw Self.usage(
          "--region: \"\(name.prefix(64))\" cannot be a Region",
          "Give a name like us-east-1: at most 32 of a-z, 0-9 and -.")
      }
      region = named
    }
    guard
      let ground = LoadGround(
        region: region, first: first ?? LoadGround.usualFirst, tenants: tenants, members: members)
    else {
      throw Self.usage(
        "--account: three million accounts are counted from there, and there are not so many",
        "Give one below 999997000000.")
    }
    return ground
  }

  private static func mix(_ text: String) throws(Failure) -> LoadMix {
    do {
      return try LoadMix(text)
    } catch {
      throw usage("--mix: \(error)", "Write it as OPERATION[:SIZE][=WEIGHT],…, for example \(usualMix).")
    }
  }

  /// `10s`, `500ms`, `2m`, and seconds where no unit is given.
  static func seconds(_ text: String) throws(Failure) -> Double {
    let units: [(String, Double)] = [("ms", 0.001), ("s", 1), ("m", 60), ("", 1)]
    guard let (unit, factor) = units.first(where: { text.hasSuffix($0.0) }),
      let number = Int(text.dropLast(unit.utf8.count)),
      BenchPlan.seconds.contains(Double(number) * factor)
    else {
      throw usage(
        "--duration is \(Printable.quoted(text))", "Give 100ms to 15m: a number and ms, s or m, for example 10s.")
    }
    return Double(number) * factor
  }

  private static func check(_ number: Int, _ flag: String, _ range: ClosedRange<Int>) throws(Failure) {
    guard !range.contains(number) else { return }
    throw usage("\(flag) is \(number)", "Give a number from \(range.lowerBound) to \(range.upperBound).")
  }

  static func usage(_ problem: String, _ remedy: String) -> Failure {
    .usage("\(problem), so nothing was sent.", remedy: remedy)
  }
}
