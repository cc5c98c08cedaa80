public import Logging
public import NIOCore
public import NIOPosix
internal import Synchronization

/// Calls methods of a ttrpc server on a Unix socket.
///
/// The client connects with the first call, and again by itself with the next call after a connection was lost. All
/// calls share one connection, any number at a time. While the server cannot be reached, calls wait for at most
/// ``Configuration/maximumBackoff`` until the next attempt to connect, and fail if that fails.
///
/// ```swift
/// let client = Client(socket: "/run/echo.sock")
/// let answer = try await client.call(service: "v1.Echo", method: "Say", payload: request, timeout: .seconds(2))
/// await client.close()
/// ```
public final class Client: Sendable {
  let configuration: Configuration
  let interceptors: [any ClientInterceptor]
  let loop: any EventLoop
  private let connection: NIOLoopBoundBox<ClientConnection>
  private let commands = Mailbox<ClientCommand>()
  private let lastID = Atomic<CallID>(0)

  /// Makes a client. Does not connect.
  ///
  /// - Parameters:
  ///   - path: the server's socket, at most 107 bytes.
  ///   - group: one of its event loops runs the connection. Must outlive the client.
  ///   - configuration: the limits.
  ///   - interceptors: see every call, the first outermost.
  ///   - logger: told, at debug level, when a connection fails.
  public init(
    socket path: String, group: any EventLoopGroup = .singletonMultiThreadedEventLoopGroup,
    configuration: Configuration = .defaults, interceptors: [any ClientInterceptor] = [], logger: Logger? = nil
  ) {
    configuration.validate()
    self.configuration = configuration
    self.interceptors = interceptors
    let loop = group.next()
    self.loop = loop
    connection = NIOLoopBoundBox.makeBoxSendingValue(
      ClientConnection(path: path, loop: loop, configuration: configuration, logger: logger), eventLoop: loop)
  }

  deinit {
    post(.close(nil))
  }

  /// Calls a method.
  ///
  /// - Parameters:
  ///   - service: the full name of the service, for example `v1.Echo`.
  ///   - method: the bare name of the method.
  ///   - payload: the encoded request.
  ///   - metadata: what the server shall know beside the request. Text without NUL; at most 64 entries and 16 KiB unless
  ///     the server is configured otherwise.
  ///   - timeout: how long to wait for everything: a free place among the calls in flight, the connection, writing, the
  ///     answer. The server learns what is left of it. Nil leaves it to the server, whose default is 30 s.
  ///   - idempotent: whether running the call twice does no harm. Then it is sent once more when its connection is lost,
  ///     and only then: a call that a server may have run is otherwise reported as `.connectionLost`. A call that was
  ///     certainly not written is sent once more in any case.
  /// - Returns: the encoded answer.
  /// - Throws: why there is none. A task that is cancelled gets `.cancelled` at once; the server is told if it has
  ///   shown on this connection, by taking part in a stream, that it is one of this library.
  public func call(
    service: String, method: String, payload: ByteBuffer, metadata: Metadata = [:], timeout: Duration? = nil,
    idempotent: Bool = false
  ) async throws(CallFailure) -> ByteBuffer {
    let call = ClientCall(service: service, method: method, metadata: metadata, timeout: timeout)
    guard !interceptors.isEmpty else { return try await make(call, payload, idempotent) }
    return try await intercepted(call) { call throws(CallFailure) in try await make(call, payload, idempotent) }
  }

  private func make(
    _ call: ClientCall, _ payload: ByteBuffer, _ idempotent: Bool
  ) async throws(CallFailure) -> ByteBuffer {
    let nanoseconds = call.timeout.map { min($0, Limits.longestTimeout).nanoseconds }
    if let nanoseconds, nanoseconds <= 0 { throw .deadlineExceeded }
    let request = OutgoingRequest(
      service: call.service, method: call.method, payload: payload, metadata: call.metadata)
    let size = request.encodedSize(timeoutNanoseconds: nanoseconds ?? 0)
    guard size <= configuration.frameBytes else {
      throw .messageTooLarge(size: size, limit: configuration.frameBytes)
    }
    let deadline = nanoseconds.map { loop.now + .nanoseconds($0) } ?? .distantFuture
    return try await wait(for: request, deadline: deadline, idempotent: idempotent).get()
  }

  private func wait(
    for request: OutgoingRequest, deadline: NIODeadline, idempotent: Bool
  ) async -> Result<ByteBuffer, CallFailure> {
    let id = nextCallID()
    return await withTaskCancellationHandler {
      await withCheckedContinuation { continuation in
        let pending = PendingRequest(
          request, deadline: deadline, isIdempotent: idempotent, continuation: continuation)
        post(.call(id, pending))
        // The handler below may have run before the call was there to be abandoned.
        if Task.isCancelled { post(.abandon(id)) }
      }
    } onCancel: {
      post(.abandon(id))
    }
  }

  func nextCallID() -> CallID {
    lastID.add(1, ordering: .relaxed).newValue
  }

  /// Closes the client: calls that have no answer fail with `.closed`, and so does every call from now on. Returns when
  /// the socket is closed. May be called again.
  public func close() async {
    let closed = loop.makePromise(of: Void.self)
    post(.close(closed))
    try? await closed.futureResult.get()
  }

  func post(_ command: ClientCommand) {
    guard commands.put(command) else { return }
    loop.execute { [commands, connection] in connection.value.perform(commands.takeAll()) }
  }
}
