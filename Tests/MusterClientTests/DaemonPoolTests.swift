import MusterModel
import Testing

@testable import MusterClient

/// One process that acts for many accounts.
@Suite(.timeLimit(.minutes(1))) struct DaemonPoolTests {
  private func account(_ number: UInt64) throws -> AccountID { try #require(AccountID(number: number)) }

  @Test func everyCallActsForItsOwnAccountAndRegion() async throws {
    let daemon = try await Daemon()
    let pool = DaemonPool(socket: daemon.socket, connections: 3, timeout: .seconds(10))
    let elsewhere = try #require(Region("eu-central-1"))
    for number in 1...7 {
      _ = unsafe try await pool.send(
        EnableSecurityHub(tags: ["n": "\(number)"]), for: try account(UInt64(number)), in: .usEast1, requestID: "r")
    }
    for number in 1...7 {
      let hub = unsafe try await pool.send(
        DescribeHub(), for: try account(UInt64(number)), in: .usEast1, requestID: "r")
      #expect(hub.hubARN == "arn:aws:securityhub:us-east-1:00000000000\(number):hub/default")
    }
    await #expect(throws: MusterClientError.self) {
      unsafe try await pool.send(DescribeHub(), for: try account(1), in: elsewhere, requestID: "r")
    }
    await pool.close()
    await daemon.remove()
  }

  @Test func reachesADaemonThatCameBack() async throws {
    let daemon = try await Daemon()
    let pool = DaemonPool(socket: daemon.socket, connections: 2, timeout: .seconds(10))
    for _ in 0..<4 { try await pool.checkReachable(within: .seconds(10)) }
    await daemon.stop()
    for _ in 0..<4 {
      await #expect(throws: MusterClientError.self) { try await pool.checkReachable(within: .seconds(10)) }
    }
    let again = try await Daemon(after: daemon)
    for _ in 0..<4 { try await pool.checkReachable(within: .seconds(10)) }
    await pool.close()
    await #expect(throws: MusterClientError(.closed, "The client was closed.")) {
      try await pool.checkReachable(within: .seconds(10))
    }
    await again.remove()
  }
}
