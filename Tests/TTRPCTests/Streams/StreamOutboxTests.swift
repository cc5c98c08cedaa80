import NIOCore
import Testing

@testable import TTRPC

/// The queue of what is written, in every sequence of events.
struct StreamOutboxTests {
  private typealias Outbox = StreamOutbox<String, String>
  private enum Event: CaseIterable { case small, large, finish, abort, next, grant }

  private struct World {
    var outbox: Outbox
    let window: StreamBound?
    /// The connection was told, and has not found nothing since.
    var isTold = false
    var written: [String] = []
    var sent: [String] = []
    var isFinished = false
    var isAborted = false
    var hasEnded = false
    /// Sent and not granted back.
    var unread: [Int] = []

    mutating func send(_ size: Int) {
      let message = String(repeating: "x", count: size)
      switch outbox.send(ByteBuffer(string: message)) {
      case .queued(let tell):
        #expect(!isFinished && !isAborted)
        note(tell)
        written.append(message)
      case .refused(let reason): #expect(isAborted && !isFinished && reason == "gone")
      case .afterEnd: #expect(isFinished)
      }
    }

    mutating func note(_ tell: Bool) {
      // It is told again only after it found nothing.
      #expect(!(tell && isTold))
      if tell { isTold = true }
    }

    mutating func next() {
      switch outbox.next() {
      case .message(let message):
        #expect(!isAborted && !hasEnded)
        if let window {
          let bytes = unread.reduce(0, +)
          #expect(unread.isEmpty || unread.count < window.messages && bytes < window.bytes)
        }
        unread.append(message.readableBytes)
        sent.append(String(buffer: message))
      case .ending:
        #expect(isFinished && !hasEnded)
        #expect(isAborted || sent == written)
        hasEnded = true
      case nil: isTold = false
      }
    }

    mutating func grant() {
      guard !unread.isEmpty else { return }
      note(outbox.grant(StreamBound(messages: 1, bytes: unread.removeFirst())))
    }
  }

  @Test(arguments: [nil, StreamBound(messages: 2, bytes: 4)])
  func keepsOrderWindowAndEndInEverySequence(window: StreamBound?) {
    everySequence(of: Event.allCases, length: 5) { events in
      var world = World(outbox: Outbox(bound: StreamBound(messages: 1, bytes: 2), window: window), window: window)
      for event in events {
        switch event {
        case .small: world.send(1)
        case .large: world.send(3)
        case .finish:
          world.note(world.outbox.finish("done"))
          world.isFinished = true
        case .abort:
          world.note(world.outbox.abort("gone"))
          if !world.hasEnded { world.isAborted = true }
          #expect(!world.outbox.isFull())
        case .next: world.next()
        case .grant: world.grant()
        }
      }
      // Nothing is forgotten: a connection that looks whenever it is told, and whose peer reads, sends all.
      var rounds = 0
      while rounds < 20 {
        rounds += 1
        if world.isTold { world.next() } else { world.grant() }
      }
      #expect(world.isAborted || world.sent == world.written)
      #expect(world.hasEnded == world.isFinished)
    }
  }

  @Test func isFullBeyondItsBound() {
    var outbox = Outbox(bound: StreamBound(messages: 2, bytes: 10))
    _ = outbox.send(ByteBuffer(string: "1"))
    _ = outbox.send(ByteBuffer(string: "2"))
    #expect(!outbox.isFull())
    _ = outbox.send(ByteBuffer())
    #expect(outbox.isFull())
    _ = outbox.next()
    #expect(!outbox.isFull())
    _ = outbox.send(ByteBuffer(repeating: 0, count: 10))
    #expect(outbox.isFull())
  }

  @Test func aPeerThatGrantsTooMuchGetsNoMoreThanItsWindow() {
    var outbox = Outbox(bound: StreamBound(messages: 9, bytes: 9), window: StreamBound(messages: 1, bytes: 9))
    for _ in 0..<3 { _ = outbox.send(ByteBuffer(string: "x")) }
    _ = outbox.grant(StreamBound(messages: 7, bytes: 7))
    #expect(outbox.next() != nil)
    #expect(outbox.next() == nil)
  }

  @Test("a message that came since the last look is not held back, one that had no room then is")
  func holdsBack() {
    var outbox = StreamOutbox<Int, String>(
      bound: StreamBound(messages: 9, bytes: 99), window: StreamBound(messages: 1, bytes: 99))
    #expect(outbox.next() == nil && !outbox.isHeldBack)
    _ = outbox.send(ByteBuffer(string: "abc"))
    #expect(!outbox.isHeldBack)
    #expect(outbox.next(within: 2) == nil && outbox.isHeldBack)
    #expect(outbox.next(within: 3) != nil && !outbox.isHeldBack)
    _ = outbox.send(ByteBuffer())
    #expect(outbox.next() == nil && outbox.isHeldBack)
    let hasRoom = outbox.open(nil)
    #expect(hasRoom)
    #expect(outbox.next() != nil && outbox.next() == nil && !outbox.isHeldBack)
  }
}
