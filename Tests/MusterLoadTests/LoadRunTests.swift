import Glibc
import Testing

@testable import MusterLoad

/// Runs against servers that do not behave.
@Suite(.timeLimit(.minutes(1))) struct LoadRunTests {
  /// The server takes the calls, and goes away: what happened until then is told.
  @Test func aServerThatGoesAway() async throws {
    let path = "/tmp/load-run-\(getpid()).socket"
    let listener = try Listener(path)
    defer { _ = unsafe unlink(path) }
    let frame = try PreparedCalls.frame(service: "s", method: "m", payload: [])
    let plan = LoadPlan(socket: path, connections: 2, window: 3, seconds: 30)
    let server = try BlockingThread { listener.hangUp(connections: 2) }
    let report = try LoadRun(plan, LoadCalls("x", frames: [frame])).perform()
    server.join()
    #expect(report.broken == .broken("the server closed the connection"))
    #expect(report.answered == 0 && report.unanswered == 6)
    #expect(report.operations.first?.failures == ["never answered": 6])
    #expect(report.seconds < 20)
  }
}

/// A server that answers nobody.
private struct Listener: Sendable {
  private let descriptor: Int32

  init(_ path: String) throws {
    var address = sockaddr_un()
    address.sun_family = sa_family_t(AF_UNIX)
    unsafe withUnsafeMutableBytes(of: &address.sun_path) { unsafe $0.copyBytes(from: path.utf8) }
    descriptor = socket(AF_UNIX, Int32(SOCK_STREAM.rawValue), 0)
    _ = unsafe unlink(path)
    let bound = unsafe withUnsafePointer(to: &address) {
      unsafe $0.withMemoryRebound(to: sockaddr.self, capacity: 1) {
        unsafe bind(descriptor, $0, socklen_t(MemoryLayout<sockaddr_un>.size))
      }
    }
    try #require(bound == 0 && listen(descriptor, 16) == 0)
  }

  /// Closes all of them once each has sent something.
  func hangUp(connections: Int) {
    let clients = (0..<connections).map { _ in accept(descriptor, nil, nil) }
    var byte: UInt8 = 0
    for client in clients { _ = unsafe recv(client, &byte, 1, 0) }
    for client in clients + [descriptor] { close(client) }
  }
}
