import NIOCore
import Synchronization
import TestSupport
import Testing

@testable import TTRPC

/// What one peer does with streams to a server on a real socket, and that those who call meanwhile never notice.
@Suite(.timeLimit(.minutes(1)), .serialized)
struct BadStreamTests {
  private func attack(
    _ configure: (inout Server.Configuration) -> Void = { _ in }, register: (Server) -> Void = { _ in },
    _ body: (LiveServer) async throws -> Void
  ) async throws {
    var configuration = Server.Configuration.defaults
    configure(&configuration)
    let live = try await LiveServer(configuration: configuration, register: register)
    try await live.whileOthersCall { try await body(live) }
    await live.server.shutdown(within: .seconds(5))
  }

  private func open(
    _ method: String, _ id: StreamID, _ payload: String = "", _ metadata: Metadata = [:]
  ) -> ByteBuffer {
    var frame = ByteBuffer.request(id, "v1.Echo", method, payload, metadata: metadata)
    frame.setInteger(FrameFlags.remoteOpen.rawValue, at: frame.readerIndex + 9)
    return frame
  }

  private func data(_ id: StreamID, _ size: Int, _ flags: FrameFlags = []) -> ByteBuffer {
    ByteBuffer(frame: .data, id, flags: flags, ByteBuffer(repeating: 0x61, count: size))
  }

  private func id(_ number: Int) -> StreamID { StreamID(number * 2 + 1) }

  @Test("line 62: of a hundred thousand half-open streams, those past the limit are refused and cost nothing")
  func aHundredThousandHalfOpenStreams() async throws {
    try await attack { live in
      let peer = try await RawPeer(live.path)
      var request = open("Hold", 1)
      func send(_ numbers: Range<Int>) async {
        var requests = ByteBuffer()
        for number in numbers {
          request.setInteger(id(number), at: request.readerIndex + 4)
          requests.writeImmutableBuffer(request)
        }
        await peer.send(requests)
      }
      await send(0..<2000)
      let refusals = await peer.frames(2000 - Limits.callsInFlight)
      let refusal = try #require(refusals.last)
      #expect(refusals.allSatisfy { $0.type == .response && $0.length == refusal.length } && refusal.length > 0)
      // By thousands, since what is refused has to be read before more is.
      for batch in 1..<50 {
        await send(batch * 2000..<(batch + 1) * 2000)
        let expected = 2000 * (Limits.headerBytes + refusal.length)
        #expect(await peer.skip(expected) == expected)
      }
      await eventually { live.gate.waiting == Limits.callsInFlight }
      _ = consume peer
      await eventually { live.gate.cancelled == Limits.callsInFlight }
      #expect(live.gate.waiting == 0)
    }
  }

  @Test("line 32: data of no stream is refused, of finished ones dropped, by ten thousands")
  func dataOfNoStream() async throws {
    try await attack { live in
      let peer = try await RawPeer(live.path)
      var frames = ByteBuffer()
      for number in 0..<2000 { frames.writeImmutableBuffer(open("Chat", id(number), "stop")) }
      await peer.send(frames)
      let ends = await peer.frames(2000)
      #expect(Set(ends.map(\.streamID)).count == 2000)
      frames.clear()
      for number in 0..<10_000 {
        frames.writeImmutableBuffer(data(id(number % 2000), 100, FrameFlags(rawValue: UInt8(number % 8))))
      }
      for number in 2000..<4000 { frames.writeImmutableBuffer(data(id(number), 100)) }
      frames.writeImmutableBuffer(.request(id(4000)))
      await peer.send(frames)
      // Nothing for the first ten thousand, one refusal for each of the others.
      let answers = await peer.frames(2001)
      #expect(answers.map(\.streamID) == (2000...4000).map(id))
      #expect(answers.allSatisfy { $0.type == .response })
    }
  }

  @Test("line 55: closing frames with bytes are messages, then the end, whatever follows")
  func closingFramesWithBytes() async throws {
    try await attack { live in
      let peer = try await RawPeer(live.path)
      var frames = ByteBuffer()
      for number in 0..<500 {
        frames.writeImmutableBuffer(open("Chat", id(number)))
        frames.writeImmutableBuffer(data(id(number), 10, .remoteClosed))
        frames.writeImmutableBuffer(data(id(number), 0, [.remoteClosed, .noData]))
      }
      await peer.send(frames)
      var seen: [StreamID: [Int]] = [:]
      for frame in await peer.frames(1000) { seen[frame.streamID, default: []].append(frame.length) }
      #expect(seen == Dictionary(uniqueKeysWithValues: (0..<500).map { (id($0), [10, 0]) }))
    }
  }

  @Test("line 60: what streams keep that nobody reads is bounded for the connection, whatever each may keep")
  func floodsOfMessages() async throws {
    try await attack {
      $0.frameBytes = 64 << 10
      $0.unreadStreamBytes = 1 << 20
    } _: { live in
      let peer = try await RawPeer(live.path)
      let size = 50_000
      for number in 0..<200 {
        var frames = open("Hold", id(number))
        frames.writeImmutableBuffer(data(id(number), size))
        await peer.send(frames)
      }
      // As many as fit live on; each of the others is ended once.
      let kept = (1 << 20) / (size + Limits.streamMessageCost)
      let ended = await peer.frames(200 - kept)
      #expect(ended.allSatisfy { $0.type == .response } && Set(ended.map(\.streamID)).count == 200 - kept)
      await eventually { live.gate.cancelled == 200 - kept }
      #expect(live.gate.waiting == kept)
    }
  }

  @Test("line 61: the writers of a thousand streams that nobody reads wait, and are cancelled with their connection")
  func streamsThatAreNeverRead() async throws {
    let sent = Counter()
    let running = Counter()
    try await attack {
      $0.unreadReplyTime = .milliseconds(300)
    } register: { server in
      server.registerServerStreaming(service: "v1.Echo", method: "Pour") { _, writer, _ throws(Status) in
        running.add(1)
        defer { running.add(-1) }
        let message = ByteBuffer(repeating: 0, count: 8000)
        while true {
          try await writer.send(message)
          sent.add(8000)
        }
      }
    } _: { live in
      let peer = try await RawPeer(live.path)
      var requests = ByteBuffer()
      for number in 0..<1000 { requests.writeImmutableBuffer(open("Pour", id(number))) }
      await peer.send(requests)
      await eventually { running.value == 1000 }
      // The client stands still, so it is cut off; until then no writer is far ahead.
      await eventually { running.value == 0 }
      let kernel = 1 << 20
      #expect(sent.value > 0)
      #expect(sent.value < Limits.streamsAheadBytes + Limits.streamBytesInFlight + kernel)
    }
  }

  @Test("streams that are opened and cancelled in one breath leave nothing behind")
  func streamsThatAreCancelledAtOnce() async throws {
    try await attack { live in
      let peer = try await RawPeer(live.path)
      for batch in 0..<10 {
        var frames = ByteBuffer()
        let last = id(batch * 1001 + 1000)
        for number in batch * 1001..<batch * 1001 + 1000 {
          frames.writeImmutableBuffer(open("Hold", id(number), "", [StreamCredit.key: "1 1 counted"]))
          frames.writeCancel(of: id(number))
        }
        frames.writeImmutableBuffer(.request(last))
        await peer.send(frames)
        // Two credit frames or one refusal for each, then the answer.
        var frame = await peer.frames(1).first
        while let other = frame, other.streamID != last { frame = await peer.frames(1).first }
        #expect(frame?.type == .response)
      }
      await eventually { live.gate.waiting == 0 }
    }
  }

  @Test("credit of any kind for any stream grants no more than a window")
  func creditsOfAnyKind() async throws {
    try await attack { live in
      let peer = try await RawPeer(live.path)
      var frames = open("List", 1, "10000", [StreamCredit.key: "3 1000"])
      for body in ["", "00", "ff ff ff ff ff ff ff ff", "ff ff ff ff ff ff ff ff ff ff ff ff"] {
        for stream: StreamID in [1, 3, 5] {
          frames.writeImmutableBuffer(ByteBuffer(frame: .credit, stream, ByteBuffer(hex: body)))
        }
      }
      await peer.send(frames)
      // The credit may have come before the first message, and then was for nothing.
      let first = await peer.frames(4)
      #expect(first.map(\.type) == [.credit, .data, .data, .data])
      await peer.send(.request(7))
      var count = 3
      while let frame = await peer.frames(1).first, frame.streamID == 1 { count += 1 }
      #expect(count <= 6)
    }
  }
}

private final class Counter: Sendable {
  private let count = Atomic(0)

  var value: Int { count.load(ordering: .relaxed) }

  func add(_ number: Int) {
    count.add(number, ordering: .relaxed)
  }
}
