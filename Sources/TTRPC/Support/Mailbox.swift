internal import Synchronization

/// Where other threads leave messages for an event loop, so that a crowd of them costs one wake-up and one flush.
final class Mailbox<Message: Sendable>: Sendable {
  private let waiting = Mutex<[Message]>([])

  /// Leaves a message.
  ///
  /// - Returns: whether it is the first since ``takeAll()``. Then, and only then, the loop must be told to look.
  func put(_ message: Message) -> Bool {
    waiting.withLock { waiting in
      waiting.append(message)
      return waiting.count == 1
    }
  }

  /// Empties the box.
  func takeAll() -> [Message] {
    waiting.withLock { waiting in
      var taken: [Message] = []
      swap(&taken, &waiting)
      return taken
    }
  }
}
