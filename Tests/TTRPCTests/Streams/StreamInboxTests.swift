import NIOCore
import Testing

@testable import TTRPC

/// The queue of what arrived, in every sequence of events, beside a naive one.
struct StreamInboxTests {
  private enum Event: CaseIterable { case small, large, end, fail, take, discard }

  /// What happened in a run: everything the reader was told, in order.
  private struct World {
    var inbox = StreamInbox<String>(bound: StreamBound(messages: 2, bytes: 4))
    var isWaiting = false
    var told: [String] = []
    // What a naive reader would expect.
    var arrived: [String] = []
    var expectedEnd: String?
    var isGone = false
    var count = 0

    mutating func put(_ size: Int) {
      count += 1
      let message = ByteBuffer(string: "\(count)" + String(repeating: "x", count: size - 1))
      let text = String(buffer: message)
      let open = expectedEnd == nil && !isGone
      let fits = inbox.held.messages == 0 || inbox.held.messages < 2 && inbox.held.bytes < 4
      let expected: StreamInbox<String>.PutAction =
        !open ? .drop : isWaiting ? .deliver : fits ? .keep : .overflow
      let action = inbox.put(message)
      #expect(action == expected)
      if action == .deliver {
        isWaiting = false
        told.append(text)
      }
      if action == .deliver || action == .keep { arrived.append(text) }
    }

    mutating func end(_ failure: String?) {
      let wakes = inbox.end(failure)
      #expect(wakes == (isWaiting && expectedEnd == nil))
      if wakes {
        isWaiting = false
        told.append(failure ?? "end")
      }
      if expectedEnd == nil, !isGone { expectedEnd = failure ?? "end" }
    }

    mutating func take() {
      guard !isWaiting else { return }
      switch inbox.take() {
      case .message(let message): told.append(String(buffer: message))
      case .end: told.append("end")
      case .failure(let failure): told.append(failure)
      case .nothing:
        inbox.startAwaiting()
        isWaiting = true
        #expect(inbox.held == .none)
      }
    }

    mutating func discard() {
      inbox.discard()
      isGone = true
      isWaiting = false
      #expect(inbox.held == .none)
    }
  }

  @Test func keepsOrderBoundAndEndInEverySequence() {
    everySequence(of: Event.allCases, length: 5) { events in
      var world = World()
      for event in events {
        switch event {
        case .small: world.put(1)
        case .large: world.put(3)
        case .end: world.end(nil)
        case .fail: world.end("failed")
        case .take: world.take()
        case .discard: world.discard()
        }
        // What was told is what arrived, in order, and then how it ended.
        let messages = world.told.prefix { $0 != "end" && $0 != "failed" }
        #expect(Array(messages) == Array(world.arrived.prefix(messages.count)))
        let ends = world.told.dropFirst(messages.count)
        if let first = ends.first, !world.isGone {
          #expect(first == world.expectedEnd && messages.count == world.arrived.count)
        }
        #expect(ends.dropFirst().allSatisfy { $0 == "end" })
      }
    }
  }

  @Test("what was taken is told by halves of the bound, whether it waited or was waited for")
  func tellsWhatWasTaken() {
    var inbox = StreamInbox<String>(bound: StreamBound(messages: 4, bytes: 100))
    _ = inbox.put(ByteBuffer(string: "a"))
    _ = inbox.take()
    #expect(inbox.announceTaken() == false)
    #expect(inbox.credit() == nil)
    inbox.startAwaiting()
    _ = inbox.put(ByteBuffer(string: "bc"))
    #expect(inbox.announceTaken() == true)
    #expect(inbox.announceTaken() == false)
    #expect(inbox.credit() == StreamBound(messages: 2, bytes: 3))
    #expect(inbox.credit() == nil)
    _ = inbox.put(ByteBuffer(repeating: 0, count: 50))
    _ = inbox.take()
    #expect(inbox.announceTaken() == true)
  }

  @Test func takesOneMessageHoweverLong() {
    var inbox = StreamInbox<String>(bound: StreamBound(messages: 1, bytes: 0))
    #expect(inbox.put(ByteBuffer(string: "long")) == .keep)
    #expect(inbox.put(ByteBuffer()) == .overflow)
  }
}
