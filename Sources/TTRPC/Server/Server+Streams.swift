public import NIOCore

extension Server {
  /// Adds a method that takes one message and answers with any number. Before serving, once per name.
  ///
  /// A stream has no deadline unless the client gives one. It counts among the calls in flight until the handler has
  /// returned and its messages are written.
  ///
  /// - Parameters:
  ///   - service: the full name of the service, for example `v1.Echo`.
  ///   - method: the bare name of the method.
  ///   - isEndless: whether it goes on until somebody ends it; see ``Server/shutdown(within:)``.
  ///   - handler: takes the encoded request and writes encoded answers. Returns when there are no more, or throws what
  ///     the client shall be told behind those it sent. Runs in a task that is cancelled when the deadline passes or the
  ///     client is gone.
  public func registerServerStreaming(
    service: String, method: String, isEndless: Bool = false,
    handler: @escaping @Sendable (ByteBuffer, StreamWriter, CallContext) async throws(Status) -> Void
  ) {
    register(service: service, method: method, .serverStreaming(isEndless: isEndless, handler))
  }

  /// Adds a method that takes any number of messages and answers with one. Before serving, once per name.
  ///
  /// - Parameters:
  ///   - service: the full name of the service, for example `v1.Echo`.
  ///   - method: the bare name of the method.
  ///   - isEndless: whether it goes on until somebody ends it; see ``Server/shutdown(within:)``.
  ///   - handler: takes the client's messages and returns the encoded answer, at any time, or throws. Runs in a task
  ///     that is cancelled when the deadline passes or the client is gone.
  public func registerClientStreaming(
    service: String, method: String, isEndless: Bool = false,
    handler: @escaping @Sendable (StreamMessages, CallContext) async throws(Status) -> ByteBuffer
  ) {
    register(service: service, method: method, .clientStreaming(isEndless: isEndless, handler))
  }

  /// Adds a method that takes and answers any number of messages, at the same time. Before serving, once per name.
  ///
  /// - Parameters:
  ///   - service: the full name of the service, for example `v1.Echo`.
  ///   - method: the bare name of the method.
  ///   - isEndless: whether it goes on until somebody ends it; see ``Server/shutdown(within:)``.
  ///   - handler: takes the client's messages and writes encoded answers. When it returns or throws, the stream ends for
  ///     both sides. Runs in a task that is cancelled when the deadline passes or the client is gone.
  public func registerBidirectional(
    service: String, method: String, isEndless: Bool = false,
    handler: @escaping @Sendable (StreamMessages, StreamWriter, CallContext) async throws(Status) -> Void
  ) {
    register(service: service, method: method, .bidirectional(isEndless: isEndless, handler))
  }
}
