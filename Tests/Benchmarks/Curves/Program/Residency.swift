internal import MusterClient
internal import MusterLoad
internal import MusterModel

/// Brings rosters into a daemon's memory, as reading them does.
enum Residency {
  static func load(_ ground: LoadGround, into daemon: DaemonProcess) async throws {
    for tenant in 0..<ground.tenants {
      let muster = try await MusterClient(
        socket: daemon.socket, account: try id(ground.tenant(tenant)), region: ground.region)
      _ = try await muster.getMembers([try id(ground.member(0, of: tenant)).description])
      await muster.close()
    }
  }

  private static func id(_ number: UInt64) throws -> AccountID {
    guard let id = AccountID(number: number) else { throw Failure("\(number) has more than twelve digits") }
    return id
  }
}
