import Glibc
import NIOCore
import TestSupport
import Testing

@testable import TTRPC

/// Many connections on a real socket.
@Suite(.timeLimit(.minutes(1)))
struct CrowdTests {
  private func serve(
    _ configure: (inout Server.Configuration) -> Void, _ body: (LiveServer) async throws -> Void
  ) async throws {
    var configuration = Server.Configuration.defaults
    configure(&configuration)
    let live = try await LiveServer(configuration: configuration)
    try await body(live)
    await live.server.shutdown(within: .zero)
  }

  @Test func aUserHasSoManyConnections() async throws {
    try await serve {
      $0.connectionsPerUser = 2
    } _: { live in
      var sockets = [try await RawPeer(live.path), try await RawPeer(live.path)]
      for socket in sockets { #expect(await socket.call(1) == .response) }
      let third = try await RawPeer(live.path)
      await eventually { !third.isOpen }
      #expect(live.server.statistics.connectionsRefused == 1)
      for socket in sockets { #expect(await socket.call(3) == .response) }
      sockets.removeLast()
      await eventually { live.server.statistics.connections == 1 }
      #expect(try await RawPeer(live.path).call(1) == .response)
    }
  }

  @Test func whoFindsNoSeatWaits() async throws {
    try await serve {
      $0.connections = 2
    } _: { live in
      var sockets = [try await RawPeer(live.path), try await RawPeer(live.path)]
      for socket in sockets { #expect(await socket.call(1) == .response) }
      let third = try await RawPeer(live.path)
      await third.send(.request(1))
      #expect(await sockets[0].call(3) == .response)
      #expect(live.server.statistics.connections == 2)
      #expect(live.server.statistics.timesFull == 1)
      sockets.removeFirst()
      #expect(await third.frames(1).first?.type == .response)
      #expect(live.server.statistics.silentClosed == 0)
    }
  }

  /// A client may connect early and call late, unless others need its seat.
  @Test func whoNeverSpokeMakesRoom() async throws {
    try await serve {
      $0.connections = 2
      $0.silentTime = .milliseconds(300)
    } _: { live in
      let early = try await RawPeer(live.path)
      await eventually { live.server.statistics.connections == 1 }
      let other = try await RawPeer(live.path)
      #expect(await other.call(1) == .response)
      await eventually { !early.isOpen }
      #expect(live.server.statistics.silentClosed == 1)
      #expect(await other.call(3) == .response)
    }
  }

  @Test func callsOfAUserAreCountedOverItsConnections() async throws {
    let user = PeerUser(uid: 2, calls: 2)
    let servers = [try await ServerHarness(user: user), try await ServerHarness(user: user)]
    let later = ByteBuffer.request(1, "v1.Echo", "Later", "slow")
    for server in servers { try await server.receive(later) }
    try await servers[0].receive(.request(3, "v1.Echo", "Later", "slow"), .request(5))
    #expect(
      try await servers[0].answers() == [
        "3 RESOURCE_EXHAUSTED: 2 calls of this user are running on all its connections, the most allowed; "
          + "wait for answers before sending more",
        // What is answered at once takes no place.
        "5 \"hi\"",
      ])
    // The connection is gone, and its call gives up.
    try await servers[1].channel.close()
    while user.runningCalls > 1 { await Task.yield() }
    try await servers[0].receive(.request(7, "v1.Echo", "Later", "slow"))
    servers[0].gate.open()
    #expect(Set(try await servers[0].awaitAnswers(2)) == ["1 \"slow\"", "7 \"slow\""])
    #expect(user.runningCalls == 0)
  }

  @Test("line 63: half frames on many connections hold no more than they may")
  func halfFramesAreBounded() async throws {
    let half =
      ByteBuffer(frame: .request, 1, ByteBuffer(repeating: 0, count: 1 << 20))
      .getSlice(at: 0, length: 400 << 10) ?? ByteBuffer()
    try await serve {
      $0.inputBytes = 2 << 20
    } _: { live in
      let good = try await RawPeer(live.path)
      var sockets: [RawPeer] = []
      for number in 1...20 {
        let socket = try await RawPeer(live.path)
        await socket.send(half)
        sockets.append(socket)
        #expect(await good.call(StreamID(number * 2 + 1)) == .response)
        #expect(live.server.statistics.inputBytes <= 2 << 20)
      }
      // 5 of them fit.
      await eventually { live.server.statistics.inputClosed == 15 }
      await eventually { live.server.statistics.connections == 6 }
      // Programs that other tests start may hold copies of the rest for a moment.
      await eventually { sockets.count { $0.isOpen } == 5 }
      sockets = []
      await eventually { live.server.statistics.inputBytes == 0 }
    }
  }

  @Test func requestsThatWaitAreInputToo() async throws {
    try await serve { _ in
    } _: { live in
      let socket = try await RawPeer(live.path)
      await socket.send(.request(1, "v1.Echo", "Sleep", String(repeating: "x", count: 100 << 10)))
      await eventually { live.server.statistics.inputBytes >= 96 << 10 }
      live.gate.open()
      await eventually { socket.hasInput }
      #expect(await socket.frames(1).first?.type == .response)
      await eventually { live.server.statistics.inputBytes == 0 }
    }
  }

  @Test("line 61: replies that nobody reads hold no more than they may")
  func unreadRepliesAreBounded() async throws {
    try await serve {
      $0.outputBytes = 4 << 20
    } _: { live in
      var sockets: [RawPeer] = []
      for _ in 0..<10 {
        let socket = try await RawPeer(live.path)
        await socket.send(.request(1, "v1.Echo", "Zeros", "1500000"))
        sockets.append(socket)
      }
      // Some of each is in the kernel. What is left of three fits, or of a few more.
      await eventually { sockets.allSatisfy(\.hasInput) }
      await eventually {
        let statistics = live.server.statistics
        return statistics.outputClosed >= 5 && statistics.outputClosed + statistics.connections == 10
      }
      #expect(live.server.statistics.outputBytes <= 4 << 20)
      var answered = 0
      for socket in sockets where await socket.frames(1).count == 1 { answered += 1 }
      #expect(answered == 10 - live.server.statistics.outputClosed)
      #expect(try await RawPeer(live.path).call(1) == .response)
    }
  }
}
