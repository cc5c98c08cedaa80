/// Sees every call of a client before and after it is made, unary or a stream: for metrics, tracing, tokens in metadata.
///
/// All functions are synchronous, as those of ``ServerInterceptor`` are, and run in the task that makes the call; but the
/// end of a stream is told on the client's event loop.
/// Interceptors are called in the order in which they were given, the first being the outermost: it is the first to hear
/// of a call, and the last to hear how it ended.
///
/// ```swift
/// struct Tracing: ClientInterceptor {
///   func willCall(_ call: inout ClientCall) {
///     if let span = Span.current { call.metadata.append("traceparent", span.traceparent) }
///   }
/// }
/// let client = Client(socket: path, interceptors: [Tracing()])
/// ```
public protocol ClientInterceptor: Sendable {
  /// A call is about to be made. What is added to its metadata is sent, and counts against the limits of the server.
  ///
  /// - Parameter call: what is called; interceptors further out may have changed it already.
  func willCall(_ call: inout ClientCall)

  /// A call has ended. Exactly once for each `willCall`, however often the client sent the call.
  ///
  /// - Parameters:
  ///   - call: as this interceptor left it.
  ///   - failure: what the caller is told, nil when it is answered.
  ///   - duration: since the outermost interceptor saw the call.
  func didFinish(_ call: ClientCall, with failure: CallFailure?, after duration: Duration)

  /// A stream has ended. As ``didFinish(_:with:after:)``, which is called instead by an interceptor that does not say
  /// otherwise.
  ///
  /// - Parameters:
  ///   - call: as this interceptor left it; its ``ClientCall/stream`` says what kind of stream it was.
  ///   - failure: what ended it, `.cancelled` when it was abandoned, nil when the server did without an error.
  ///   - duration: since the outermost interceptor saw the call.
  ///   - traffic: what went over it.
  func didFinishStream(
    _ call: ClientCall, with failure: CallFailure?, after duration: Duration, traffic: StreamTraffic)
}

extension ClientInterceptor {
  /// Leaves the call as it is.
  public func willCall(_ call: inout ClientCall) {}

  /// Does nothing.
  public func didFinish(_ call: ClientCall, with failure: CallFailure?, after duration: Duration) {}

  /// Takes the stream for a call like others.
  public func didFinishStream(
    _ call: ClientCall, with failure: CallFailure?, after duration: Duration, traffic: StreamTraffic
  ) {
    didFinish(call, with: failure, after: duration)
  }
}

/// A call that a client makes, as its interceptors see it.
public struct ClientCall: Sendable, Equatable {
  /// The full name of the service, for example `v1.Echo`.
  public let service: String

  /// The bare name of the method.
  public let method: String

  /// What the server is told beside the request.
  public var metadata: Metadata

  /// How long the caller waits. Nil leaves it to the server.
  public let timeout: Duration?

  /// Which side of the stream sends messages that the call opens. Nil for a unary call.
  public let stream: StreamKind?

  init(service: String, method: String, metadata: Metadata, timeout: Duration?, stream: StreamKind? = nil) {
    self.service = service
    self.method = method
    self.metadata = metadata
    self.timeout = timeout
    self.stream = stream
  }
}
