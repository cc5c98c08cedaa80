internal import NIOCore

/// What has arrived on a stream and its reader has not taken: a bounded queue, and how it ends.
///
/// Whoever reads takes every message that arrived before it learns of the end.
struct StreamInbox<Failure> {
  private enum State {
    /// More may arrive. Can transition to:
    /// - `ended` if the peer sends its last, or the stream fails
    /// - `discarding` if the reader is gone
    case open
    /// Nothing more arrives. Can transition to:
    /// - `discarding` if the reader is gone
    case ended(Failure?)
    /// Nobody reads: nothing is kept. The end.
    case discarding
  }

  private var state: State = .open
  private var messages = CircularBuffer<ByteBuffer>()
  private(set) var held = StreamBound.none
  /// All that arrived.
  private(set) var total = StreamBound.none
  /// A reader waits for the next message. Only while none is held.
  private var isAwaited = false
  /// Taken since the peer was last told.
  private var taken = StreamBound.none
  /// The connection knows that enough was taken to tell the peer.
  private var isAnnounced = false
  let bound: StreamBound
  /// What is taken before the peer is told, at most.
  private let creditCost: Int

  init(bound: StreamBound, creditCost: Int = .max) {
    self.bound = bound
    self.creditCost = creditCost
  }

  enum PutAction: Equatable {
    /// Hand the message to the reader that waits.
    case deliver
    case keep
    /// It is one too many, and is not kept.
    case overflow
    /// Nobody wants it.
    case drop
  }

  /// A message arrived.
  mutating func put(_ message: ByteBuffer) -> PutAction {
    guard case .open = state else { return .drop }
    guard isAwaited || bound.admitsOne(beside: held) else { return .overflow }
    total.add(message.readableBytes)
    if isAwaited {
      isAwaited = false
      taken.add(message.readableBytes)
      return .deliver
    }
    messages.append(message)
    held.add(message.readableBytes)
    return .keep
  }

  /// Nothing more will arrive, because the peer is done or because of a failure.
  ///
  /// - Returns: whether a reader waits and must be told.
  mutating func end(_ failure: Failure?) -> Bool {
    guard case .open = state else { return false }
    // A reader that waits is told with this; only one that comes later has to find it.
    state = .ended(isAwaited ? nil : failure)
    defer { isAwaited = false }
    return isAwaited
  }

  /// The stream is over for the peer: what waits is dropped, since nothing can come of it.
  ///
  /// - Returns: whether a reader waits and must be told.
  mutating func abort(_ failure: Failure) -> Bool {
    if case .discarding = state { return false }
    messages.removeAll()
    held = .none
    state = .ended(isAwaited ? nil : failure)
    defer { isAwaited = false }
    return isAwaited
  }

  enum TakeAction {
    case message(ByteBuffer)
    /// Nothing is here yet.
    case nothing
    case end
    case failure(Failure)
  }

  /// The reader wants the next message.
  mutating func take() -> TakeAction {
    if let message = messages.popFirst() {
      held.remove(message.readableBytes)
      taken.add(message.readableBytes)
      return .message(message)
    }
    switch state {
    case .open: return .nothing
    case .ended(let failure?):
      // It is told once; after it the stream is over, as for any sequence.
      state = .ended(nil)
      return .failure(failure)
    case .ended(nil), .discarding: return .end
    }
  }

  /// Whether to tell the connection that the peer may send more.
  mutating func announceTaken() -> Bool {
    guard !isAnnounced, taken.isHalf(of: bound) || taken.cost >= creditCost else { return false }
    isAnnounced = true
    return true
  }

  /// What was taken since the last time, if that is enough to tell the peer.
  mutating func credit() -> StreamBound? {
    guard isAnnounced else { return nil }
    isAnnounced = false
    defer { taken = .none }
    return taken
  }

  /// There was nothing, so the reader waits.
  mutating func startAwaiting() {
    isAwaited = true
  }

  /// The reader that waited does so no longer.
  mutating func stopAwaiting() {
    isAwaited = false
  }

  /// Nobody will read any more.
  mutating func discard() {
    state = .discarding
    messages.removeAll()
    held = .none
    isAwaited = false
  }
}
