/// Sees every call of a server before and after its method does, unary or a stream: for metrics, tracing, access checks.
///
/// A pair of synchronous functions, and not one that awaits the rest of the call as other libraries have it: a method
/// that answers at once is answered on the event loop, without a task and without an allocation, and has to stay so when
/// somebody watches. Both functions must therefore not block, and should be done in less than a microsecond or two;
/// whatever takes longer is handed to a task of the interceptor's own. A server without interceptors does none of this.
///
/// Interceptors are called in the order in which they were given, the first being the outermost: it is the first to hear
/// of a call, and the last to hear how it ended.
///
/// ```swift
/// struct Tracing: ServerInterceptor {
///   func didFinish(_ call: CallContext, with status: Status?, after duration: Duration) {
///     export(parent: call.metadata["traceparent"], name: "\(call.service)/\(call.method)", status, duration)
///   }
/// }
/// let server = Server(group: group, interceptors: [Tracing()], logger: logger)
/// ```
///
/// What never becomes a call is not seen: frames that break the protocol, names that nobody registered, calls beyond a
/// limit of the connection, and calls that come while the server drains.
public protocol ServerInterceptor: Sendable {
  /// A call is about to reach its method. On the event loop of its connection.
  ///
  /// - Parameter call: what was called, by whom, with which metadata, until when.
  /// - Throws: the status that the call is refused with. Neither the method nor the interceptors further in hear of it
  ///   then; those further out are told by `didFinish`.
  func willHandle(_ call: CallContext) throws(Status)

  /// A call that this interceptor let pass has ended. Exactly once, on the event loop of its connection or, when the
  /// client was gone by then, on any thread.
  ///
  /// - Parameters:
  ///   - call: as `willHandle` saw it.
  ///   - status: the error the caller was told, nil when it was answered. DEADLINE_EXCEEDED when its time was up,
  ///     CANCELLED when its connection was closed; the method may be running still. That an answer turned out to be
  ///     longer than a frame is not known here.
  ///   - duration: since the outermost interceptor saw the call.
  func didFinish(_ call: CallContext, with status: Status?, after duration: Duration)

  /// A stream that this interceptor let pass has ended. As ``didFinish(_:with:after:)``, which is called instead by an
  /// interceptor that does not say otherwise.
  ///
  /// - Parameters:
  ///   - call: as `willHandle` saw it; its ``CallContext/stream`` says what kind of stream it was.
  ///   - status: the error that ended it, nil when the method did without one.
  ///   - duration: since the outermost interceptor saw the call.
  ///   - traffic: what went over it.
  func didFinishStream(
    _ call: CallContext, with status: Status?, after duration: Duration, traffic: StreamTraffic)
}

extension ServerInterceptor {
  /// Lets every call pass.
  public func willHandle(_ call: CallContext) throws(Status) {}

  /// Does nothing.
  public func didFinish(_ call: CallContext, with status: Status?, after duration: Duration) {}

  /// Takes the stream for a call like others.
  public func didFinishStream(
    _ call: CallContext, with status: Status?, after duration: Duration, traffic: StreamTraffic
  ) {
    didFinish(call, with: status, after: duration)
  }
}
