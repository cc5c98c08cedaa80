import NIOCore
import NIOPosix
import Synchronization
import TestSupport
import Testing

@testable import TTRPC

/// What the streams of one connection keep together.
@Suite(.timeLimit(.minutes(1)))
struct StreamLedgerTests {
  private let message = ByteBuffer(repeating: 0, count: 36)

  @Test("what waits to be read is entered, and taken out however it goes")
  func entersWhatWaits() async throws {
    for way in 0..<4 {
      let ledger = StreamLedger(limit: 150)
      let messages = IncomingMessages<Status>(bound: StreamBound(messages: 9, bytes: 999), ledger: ledger)
      #expect(messages.put(message))
      #expect(ledger.total == 100 && !ledger.isOver)
      #expect(messages.put(message))
      #expect(ledger.total == 200 && ledger.isOver)
      switch way {
      case 0:
        _ = try await messages.next(whenCancelled: .streamCancelled)
        #expect(ledger.total == 100)
        _ = try await messages.next(whenCancelled: .streamCancelled)
      case 1: messages.discard()
      case 2:
        messages.abort(.streamCancelled)
        await #expect(throws: Status.streamCancelled) { try await messages.next(whenCancelled: .shuttingDown) }
      default:
        messages.end(nil)
        #expect(ledger.total == 200)
        messages.abort(.streamCancelled)
        await #expect(throws: Status.streamCancelled) { try await messages.next(whenCancelled: .shuttingDown) }
      }
      #expect(ledger.total == 0)
    }
  }

  @Test("what waits to be sent is entered, and writers of a crowded connection wait for each message")
  func entersWhatIsSent() async throws {
    let ledger = StreamLedger(limit: 50)
    let outputs = (0..<2).map { _ in
      OutgoingMessages<Void, Status>(bound: StreamBound(messages: 9, bytes: 999), ledger: ledger) {}
    }
    let done = Count()
    let writers = outputs.map { output in
      let message = message
      return Task {
        for _ in 0..<2 {
          try? await output.send(message, afterEnd: .streamOutputEnded, whenCancelled: .streamCancelled)
          done.add()
        }
      }
    }
    await eventually { ledger.total == 200 }
    #expect(done.value == 0)
    // Each gets on with its own messages, whatever the other does.
    for _ in 0..<2 {
      await eventually { outputs[0].next() != nil }
    }
    await writers[0].value
    #expect(done.value == 2)
    #expect(ledger.total == 100)
    outputs[1].abort(.streamCancelled)
    await writers[1].value
    #expect(ledger.total == 0)
  }

  @Test("past what a connection keeps, the stream that keeps most ends, and the others go on")
  func endsTheGreediest() async throws {
    let server = try await ServerHarness {
      $0.frameBytes = 100_000
      $0.streamMessages = 1000
      $0.streamBytes = 1 << 20
      $0.unreadStreamBytes = 300_000
    }
    for id: StreamID in [1, 3, 5] {
      var open = ByteBuffer.request(id, "v1.Echo", id == 5 ? "Chat" : "Hold", "")
      open.setInteger(FrameFlags.remoteOpen.rawValue, at: open.readerIndex + 9)
      try await server.receive(open)
    }
    func data(_ id: StreamID, _ size: Int) -> ByteBuffer {
      ByteBuffer(frame: .data, id, ByteBuffer(repeating: 0, count: size))
    }
    for _ in 0..<2 { try await server.receive(data(1, 90_000)) }
    try await server.receive(data(3, 90_000))
    #expect(try await server.frames().isEmpty)
    // Of stream 3, but stream 1 keeps more.
    try await server.receive(data(3, 50_000), .request(7))
    #expect(
      try await server.frames().map(\.text) == ["1 response \(Status.streamsUnread(300_000))", "7 response \"hi\""])
    await eventually { server.gate.cancelled == 1 }
    // Its messages are gone with it.
    for _ in 0..<2 { try await server.receive(data(3, 75_000)) }
    #expect(try await server.frames().isEmpty)
    try await server.receive(data(5, 10))
    #expect(try await server.awaitFrames(1).map(\.text).first?.hasPrefix("5 data") == true)
    server.gate.open()
    #expect(try await server.awaitFrames(1).map(\.text) == ["3 data [1, 4] "])
  }
}

private final class Count: Sendable {
  private let count = Atomic(0)

  var value: Int { count.load(ordering: .relaxed) }

  func add() {
    count.add(1, ordering: .relaxed)
  }
}
