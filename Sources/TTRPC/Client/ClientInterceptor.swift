/// Sees every unary call of a client before and after it is made: for metrics, tracing, tokens in metadata.
///
/// Both functions are synchronous, as those of ``ServerInterceptor`` are, and run in the task that makes the call.
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
}

extension ClientInterceptor {
  /// Leaves the call as it is.
  public func willCall(_ call: inout ClientCall) {}

  /// Does nothing.
  public func didFinish(_ call: ClientCall, with failure: CallFailure?, after duration: Duration) {}
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
}
