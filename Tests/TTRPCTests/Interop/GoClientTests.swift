import TTRPC
import TestSupport
import Testing

/// Go's client at our server. What it calls and checks is in `Tests/Interop/peer/client*.go`.
@Suite(.timeLimit(.minutes(1)), .enabled(if: GoPeer.path != nil, GoPeer.whereItRuns))
struct GoClientTests {
  private func withPeer(
    _ check: String, _ configuration: Server.Configuration = .defaults,
    meanwhile: (EchoForPeers, GoPeer) async throws -> Void = { _, _ in }
  ) async throws {
    let echo = try await EchoForPeers(configuration)
    let peer = try GoPeer(["client", check, echo.path], output: echo.directory.file("log"))
    try await meanwhile(echo, peer)
    await peer.expectContentment()
    echo.gate.open()
    await echo.server.shutdown(within: .seconds(5))
  }

  @Test("line 43: payloads of any size, also none")
  func sizes() async throws { try await withPeer("sizes") }

  @Test("lines 7, 8 and 13: frames of the limit, and of a byte more, both ways")
  func edges() async throws { try await withPeer("edges") }

  @Test("every status, with its message and details")
  func statuses() async throws { try await withPeer("statuses") }

  @Test("line 35: unknown names")
  func names() async throws { try await withPeer("names") }

  @Test("line 49: metadata in order, in any case, and no more than is taken")
  func metadata() async throws { try await withPeer("metadata") }

  @Test("lines 46 and 47: a client's deadline, on both sides")
  func deadline() async throws { try await withPeer("deadline") }

  @Test("line 46: the server's own deadline")
  func serverDeadline() async throws {
    var configuration = Server.Configuration.defaults
    configuration.deadline = .milliseconds(100)
    try await withPeer("server-deadline", configuration)
  }

  @Test("line 50: a call that is given up runs until its connection ends")
  func cancellation() async throws { try await withPeer("cancellation") }

  @Test("an answer to a call that was given up disturbs no other")
  func lateAnswer() async throws { try await withPeer("late-answer") }

  @Test("a thousand calls at once on one connection")
  func many() async throws { try await withPeer("many") }

  @Test("ten thousand calls in flight over ten connections")
  func crowd() async throws {
    var configuration = Server.Configuration.defaults
    configuration.callsPerUser = 10_000
    try await withPeer("crowd", configuration)
  }

  @Test("a server that ends at once: every call is told")
  func departure() async throws {
    try await withPeer("departure") { echo, _ in
      await eventually { echo.gate.waiting == 500 }
      await echo.server.shutdown(within: .zero)
    }
  }

  @Test("line 66: a server that ends in peace answers what it has, and takes no more")
  func drain() async throws {
    try await withPeer("drain") { echo, peer in
      await eventually { echo.gate.waiting == 100 }
      async let ended: Void = echo.server.shutdown(within: .seconds(30))
      await eventually { peer.output.contains("peer: refused") }
      echo.gate.open()
      await ended
    }
  }

  @Test("a storm of connections leaves none behind")
  func storm() async throws {
    try await withPeer("storm") { echo, peer in
      await peer.expectContentment()
      await eventually { openSockets(at: echo.path) == 1 }
    }
  }

  @Test("grpc.health.v1.Health")
  func health() async throws { try await withPeer("health") }
}
