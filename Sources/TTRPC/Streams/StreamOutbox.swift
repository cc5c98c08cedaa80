internal import NIOCore

/// What a writer has given to a stream and its connection has not taken: a bounded queue, and how it ends.
///
/// A message is queued at once, which fixes its place; its writer then waits until the queue is within its bound. So
/// each writer is at most one message ahead.
struct StreamOutbox<Ending, Failure> {
  private enum State {
    /// Messages are taken in. Can transition to:
    /// - `ending` if the writer is done
    /// - `aborted` if the stream is over for the peer
    case open
    /// The rest goes out, then the ending. Can transition to:
    /// - `ended` if that went out
    /// - `aborted` if the stream is over for the peer
    case ending(Ending)
    /// Nothing goes out any more, but the writer is not done. Can transition to:
    /// - `ending` if it is, with nothing before it
    case aborted(Failure)
    /// The end.
    case ended
  }

  private var state: State = .open
  private var messages = CircularBuffer<ByteBuffer>()
  private(set) var held = StreamBound.none
  /// All that was taken to be sent.
  private(set) var total = StreamBound.none
  /// What the peer may have unread. Nil when it does not say.
  private var window: StreamBound?
  /// What the peer was sent and has not said to have read.
  private var unread = StreamBound.none
  /// The connection has been told that something is here, and has not found the queue empty since.
  private var isAnnounced = false
  let bound: StreamBound

  init(bound: StreamBound, window: StreamBound? = nil) {
    self.bound = bound
    self.window = window
  }

  /// Whether writers must wait. `isCrowded` when the streams of the connection keep as much as they may together: then
  /// this one keeps no message whose writer does not wait.
  func isFull(isCrowded: Bool = false) -> Bool {
    guard case .open = state else { return false }
    return held.messages > bound.messages || held.bytes > bound.bytes || isCrowded && held.messages > 0
  }

  /// Whether at the last look there was a message that the peer had no room for. One that came since is none.
  private(set) var isHeldBack = false

  enum SendAction {
    /// It is queued. `tell` the connection, unless it knows that something is here.
    case queued(tell: Bool)
    /// The stream is over for the peer.
    case refused(Failure)
    /// The writer said before that it was done.
    case afterEnd
  }

  mutating func send(_ message: ByteBuffer) -> SendAction {
    switch state {
    case .open: break
    case .aborted(let failure): return .refused(failure)
    case .ending, .ended: return .afterEnd
    }
    messages.append(message)
    held.add(message.readableBytes)
    return .queued(tell: announce())
  }

  /// The writer is done. Returns whether to tell the connection. Only the first ending counts.
  mutating func finish(_ ending: Ending) -> Bool {
    switch state {
    case .open, .aborted: state = .ending(ending)
    case .ending, .ended: return false
    }
    return announce()
  }

  enum Item {
    case message(ByteBuffer)
    case ending(Ending)
  }

  /// What the connection sends next. Nil when there is nothing, or nothing that the peer has room for. `room` is the
  /// longest message that it has room for whatever the window of this stream.
  mutating func next(within room: Int = .max) -> Item? {
    isHeldBack = false
    if let message = messages.first {
      guard message.readableBytes <= room, window?.admitsOne(beside: unread) ?? true else {
        isHeldBack = true
        return rest()
      }
      messages.removeFirst()
      held.remove(message.readableBytes)
      unread.add(message.readableBytes)
      total.add(message.readableBytes)
      return .message(message)
    }
    guard case .ending(let ending) = state else { return rest() }
    state = .ended
    return .ending(ending)
  }

  /// The peer has read some. Returns whether to tell the connection.
  mutating func grant(_ read: StreamBound) -> Bool {
    // A peer that says it read more than it was sent gets no more than its window for it.
    unread.messages = max(0, unread.messages - read.messages)
    unread.bytes = max(0, unread.bytes - read.bytes)
    return messages.isEmpty ? false : announce()
  }

  /// The peer has said what it may have unread, nil for whatever it is sent. Returns whether to tell the connection.
  mutating func open(_ window: StreamBound?) -> Bool {
    self.window = window
    return messages.isEmpty ? false : announce()
  }

  /// The stream is over for the peer: what is queued is dropped, and writers are refused. Returns whether to tell the
  /// connection, which still waits for the ending.
  mutating func abort(_ failure: Failure) -> Bool {
    messages.removeAll()
    held = .none
    switch state {
    case .open:
      state = .aborted(failure)
      return false
    case .ending: return announce()
    case .aborted, .ended: return false
    }
  }

  private mutating func rest() -> Item? {
    isAnnounced = false
    return nil
  }

  private mutating func announce() -> Bool {
    defer { isAnnounced = true }
    return !isAnnounced
  }
}

extension StreamOutbox.SendAction: Sendable where Failure: Sendable {}
extension StreamOutbox.Item: Sendable where Ending: Sendable {}
