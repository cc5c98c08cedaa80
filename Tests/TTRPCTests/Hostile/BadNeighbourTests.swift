import Glibc
import NIOCore
import Synchronization
import TestSupport
import Testing

@testable import TTRPC

/// What one peer does to a server on a real socket, and that those who call meanwhile never notice.
@Suite(.timeLimit(.minutes(1)), .serialized)
struct BadNeighbourTests {
  private func attack(
    frameTime: Duration = Limits.frameTime, unreadReplyBytes: Int = Limits.unreadReplyBytes,
    unreadReplyTime: Duration = Limits.unreadReplyTime, _ body: (LiveServer) async throws -> Void
  ) async throws {
    var configuration = Server.Configuration.defaults
    configuration.frameTime = frameTime
    configuration.unreadReplyBytes = unreadReplyBytes
    configuration.unreadReplyTime = unreadReplyTime
    let live = try await LiveServer(configuration: configuration)
    try await live.whileOthersCall { try await body(live) }
    await live.server.shutdown(within: .seconds(5))
  }

  @Test func aThousandConnectionsThatCloseAtOnce() async throws {
    try await attack { live in
      for _ in 0..<1000 { _ = try await RawPeer(live.path) }
    }
  }

  @Test("line 62: calls that never end are refused past the limit, and cancelled with their connection")
  func tenThousandCallsThatNeverEnd() async throws {
    try await attack { live in
      let peer = try await RawPeer(live.path)
      var requests = ByteBuffer()
      for number in 0..<10_000 { requests.writeImmutableBuffer(.request(StreamID(number * 2 + 1), "v1.Echo", "Sleep")) }
      await peer.send(requests)
      let refused = await peer.frames(10_000 - Limits.callsInFlight).map(\.streamID)
      #expect(refused == Array(stride(from: StreamID(Limits.callsInFlight * 2 + 1), to: 20_000, by: 2)))
      await eventually { live.gate.waiting == Limits.callsInFlight }
      _ = consume peer
      await eventually { live.gate.cancelled == Limits.callsInFlight }
      #expect(live.gate.waiting == 0)
    }
  }

  @Test("line 63: halves of frames are given up in time")
  func halvesOfFrames() async throws {
    try await attack(frameTime: .milliseconds(300)) { live in
      var peers: [RawPeer] = []
      for _ in 0..<200 {
        let peer = try await RawPeer(live.path)
        await peer.send(ByteBuffer(hex: "00 00 00 14 00 00"))
        peers.append(peer)
      }
      for peer in peers { #expect(await peer.frames().isEmpty) }
    }
  }

  @Test("line 64: from who earns refusals without end and reads none of them, nothing is read any more")
  func evenIDsThatFillTheSockets() async throws {
    try await attack(unreadReplyBytes: 64 << 10) { live in
      let peer = try await RawPeer(live.path)
      var frames = ByteBuffer()
      for _ in 0..<10_000 { frames.writeImmutableBuffer(ByteBuffer(frame: .request, 2)) }
      // Each ten bytes are answered with seventy: what the sockets and our limit hold of those is soon earned, and then
      // the peer can push what its own socket holds. A server that reads on takes whatever comes.
      let most = 2 << 20
      var sent = 0
      var vain = 0
      await eventually {
        let count = peer.sendSome(frames) ?? 0
        sent += count
        vain = count > 0 ? 0 : vain + 1
        // A second, in which any server gets to read.
        return vain == 1000 || sent > most
      }
      #expect(sent < 1 << 20)
      // It was not cut off: that is for later.
      #expect(peer.sendSome(frames) != nil)
    }
  }

  @Test("line 64: who reads none of its refusals is cut off")
  func evenIDsWithoutEnd() async throws {
    try await attack(unreadReplyBytes: 64 << 10, unreadReplyTime: .milliseconds(200)) { live in
      let peer = try await RawPeer(live.path)
      var frames = ByteBuffer()
      for _ in 0..<10_000 { frames.writeImmutableBuffer(ByteBuffer(frame: .request, 2)) }
      var sent = 0
      await eventually {
        guard let count = peer.sendSome(frames) else { return true }
        sent += count
        return false
      }
      #expect(sent < 1 << 20)
    }
  }

  @Test("line 9: what is skipped costs no memory, and not the time of others")
  func oversizeFrames() async throws {
    try await attack { live in
      let peer = try await RawPeer(live.path)
      let body = ByteBuffer(repeating: 0xff, count: Limits.frameBytesCeiling)
      for number in 0..<4 {
        let header = FrameHeader(
          length: Limits.frameBytesCeiling, streamID: StreamID(number * 2 + 1), type: .request)
        var frame = ByteBuffer()
        frame.writeFrameHeader(header)
        await peer.send(frame)
        // The refusal is here before any of the body is sent.
        #expect(await peer.frames(1).map(\.streamID) == [header.streamID])
        await peer.send(body)
      }
      await peer.send(.request(9))
      #expect(await peer.frames(1) == [FrameHeader(length: 4, streamID: 9, type: .response)])
    }
  }

  @Test func descriptorsThatArePassed() async throws {
    try await attack { live in
      var ends: [CInt] = [-1, -1]
      try #require(unsafe pipe(&ends) == 0)
      // Reading must not wait, and no child of another test may hold the other end.
      _ = fcntl(ends[0], F_SETFL, O_NONBLOCK)
      for end in ends { _ = fcntl(end, F_SETFD, FD_CLOEXEC) }
      defer { close(ends[0]) }
      let peer = try await RawPeer(live.path)
      let request = ByteBuffer.request(1)
      for byte in request.readableBytesView { peer.send(byte, passing: ends[1]) }
      #expect(await peer.frames(1) == [FrameHeader(length: 4, streamID: 1, type: .response)])
      close(ends[1])
      // The pipe ends when nobody holds its other end. The server would have been the only one to.
      var byte: UInt8 = 0
      #expect(unsafe read(ends[0], &byte, 1) == 0)
    }
  }

  @Test("line 33: two hundred connections of damaged requests", arguments: 0..<4 as Range<UInt64>)
  func damagedRequests(seed: UInt64) async throws {
    try await attack(frameTime: .milliseconds(300)) { live in
      var random = SplitMix(state: seed)
      for _ in 0..<50 {
        let peer = try await RawPeer(live.path)
        var bytes = ByteBuffer()
        for number in 0..<8 {
          let method = ["Now", "Say", "Metadata", "Nope"].randomElement(using: &random) ?? ""
          bytes.writeImmutableBuffer(.request(StreamID(number * 2 + 1), "v1.Echo", method, metadata: ["ns": "1"]))
        }
        for _ in 0..<Int.random(in: 1...6, using: &random) {
          // Half of them in the first header.
          let end = Bool.random(using: &random) ? 10 : bytes.readableBytes
          let place = Int.random(in: 0..<end, using: &random)
          bytes.setInteger(UInt8.random(in: 0...255, using: &random), at: place)
        }
        await peer.send(bytes)
        peer.endOutput()
        _ = await peer.frames()
      }
    }
  }
}
