internal import NIOCore

/// Which of a connection's streams may write next, and how much: each in its turn, and no more at a time than keeps the
/// socket busy. So a writer waits for the peer's reading, and unary answers never queue behind much of a stream.
struct StreamTurns<ID> {
  private var ready = CircularBuffer<ID>()
  /// Bytes handed to the channel and not written to the socket.
  private(set) var inFlight = 0
  let limit: Int

  init(limit: Int = Limits.streamBytesInFlight) {
    self.limit = limit
  }

  /// A stream has something to send.
  mutating func add(_ id: ID) {
    ready.append(id)
  }

  /// The stream whose turn it is. Nil when none has anything, or the socket is busy.
  mutating func next() -> ID? {
    inFlight < limit ? ready.popFirst() : nil
  }

  var hasReady: Bool { !ready.isEmpty }

  /// Whether streams wait for the socket.
  var isBlocked: Bool { inFlight >= limit && !ready.isEmpty }

  mutating func handedOver(_ bytes: Int) {
    inFlight += bytes
  }

  mutating func written(_ bytes: Int) {
    inFlight -= bytes
  }

  /// The connection is gone.
  mutating func reset() {
    self = StreamTurns(limit: limit)
  }
}
