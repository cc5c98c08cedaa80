public import NIOCore

/// A call with any number of messages one way, the other, or both.
///
/// ```swift
/// let stream = try client.stream(.bidirectional, service: "v1.Echo", method: "Chat")
/// try await stream.send(question)
/// stream.finishSending()
/// for try await answer in stream.responses { … }
/// ```
///
/// The stream is abandoned when a task that waits for it is cancelled, when ``cancel()`` is called, and when nothing
/// refers to it any more. Its place among the calls in flight is free then. A server of this library is told, and
/// cancels its method; another is told only that no more messages follow: the protocol knows no more.
public final class ClientStream: Sendable {
  private let call: StreamCall
  private let client: Client
  private let frameBytes: Int

  init(_ call: StreamCall, client: Client, frameBytes: Int) {
    self.call = call
    self.client = client
    self.frameBytes = frameBytes
  }

  deinit {
    client.abandon(call.id)
  }

  /// Sends an encoded message, behind those sent before.
  ///
  /// Waits while the connection is not there, or the server does not read.
  ///
  /// - Parameter message: the message; it may be empty, and at most as long as a frame (4 MiB).
  /// - Throws: `.messageTooLarge`, which ends nothing; why the stream is over, which ``responses`` tells as well;
  ///   FAILED_PRECONDITION after ``finishSending()``, after the server has ended the stream, and on a stream that sends
  ///   no messages. A task that is cancelled gets `.cancelled`, and the stream is abandoned.
  public func send(_ message: ByteBuffer) async throws(CallFailure) {
    guard message.readableBytes <= frameBytes else {
      throw .messageTooLarge(size: message.readableBytes, limit: frameBytes)
    }
    do {
      try await call.output.send(message, afterEnd: .streamEnded, whenCancelled: .cancelled)
    } catch {
      if error == .cancelled { cancel() }
      throw error
    }
  }

  /// Tells the server that no more messages follow those sent. May be called again.
  public func finishSending() {
    call.output.finish(())
  }

  /// Abandons the stream: whoever waits for it gets `.cancelled`.
  public func cancel() {
    client.abandon(call.id)
  }

  /// The one answer of a client-streaming method. Call ``finishSending()`` before, unless the method answers earlier.
  ///
  /// - Throws: the server's error, or why there is no answer. Once only: a second time there is none.
  public func response() async throws(CallFailure) -> ByteBuffer {
    guard let response = try await next() else {
      throw .protocolViolation(reason: "the stream ended without an answer, or it was taken before")
    }
    return response
  }

  /// The encoded messages of the server, in order. One task at a time may read them.
  ///
  /// At most 64 messages or 256 KiB wait to be read, unless configured otherwise. Past it a server of ours waits; any
  /// other is not read from for a second, and then the stream ends with RESOURCE_EXHAUSTED, behind what
  /// waits.
  public var responses: Responses { Responses(stream: self) }

  private func next(isolation: isolated (any Actor)? = #isolation) async throws(CallFailure) -> ByteBuffer? {
    do {
      return try await call.input.next(whenCancelled: .cancelled, isolation: isolation)
    } catch {
      if error == .cancelled { cancel() }
      throw error
    }
  }

  /// The messages of a server. See ``ClientStream/responses``.
  public struct Responses: AsyncSequence, Sendable {
    public typealias Element = ByteBuffer
    public typealias Failure = CallFailure

    fileprivate let stream: ClientStream

    public func makeAsyncIterator() -> Iterator {
      Iterator(stream: stream)
    }

    /// Takes the messages. They are taken once, however many iterators there are.
    public struct Iterator: AsyncIteratorProtocol {
      fileprivate let stream: ClientStream

      /// The next message, or nil when the server has sent its last.
      ///
      /// - Throws: the server's error, or why the stream is over.
      public mutating func next(
        isolation actor: isolated (any Actor)? = #isolation
      ) async throws(CallFailure) -> ByteBuffer? {
        try await stream.next(isolation: actor)
      }
    }
  }
}
