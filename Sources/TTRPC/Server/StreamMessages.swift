public import NIOCore

/// The messages that a client sends on a stream, in order. One task at a time may read them.
///
/// At most 64 messages or 256 KiB wait to be read, unless configured otherwise. Past it a client of ours waits; any
/// other is not read from for a second, and then the stream ends with RESOURCE_EXHAUSTED. Reading throws CANCELLED when
/// the task is cancelled or the client is gone, and what the client was told when the stream ended before the method did.
public struct StreamMessages: AsyncSequence, Sendable {
  public typealias Element = ByteBuffer
  public typealias Failure = Status

  private let stream: ServerStream

  init(_ stream: ServerStream) {
    self.stream = stream
  }

  public func makeAsyncIterator() -> Iterator {
    Iterator(stream: stream)
  }

  /// Takes the messages. They are taken once, however many iterators there are.
  public struct Iterator: AsyncIteratorProtocol {
    fileprivate let stream: ServerStream

    /// The next encoded message, or nil when the client has sent its last.
    public mutating func next(
      isolation actor: isolated (any Actor)? = #isolation
    ) async throws(Status) -> ByteBuffer? {
      try await stream.input.next(whenCancelled: .streamCancelled, isolation: actor)
    }
  }
}
