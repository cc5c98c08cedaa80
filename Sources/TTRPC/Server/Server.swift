internal import Glibc
public import Logging
public import NIOCore
internal import NIOPosix
internal import Synchronization

/// Serves ttrpc on Unix sockets.
///
/// Register methods, begin to serve, shut down:
///
/// ```swift
/// let server = Server(group: .singletonMultiThreadedEventLoopGroup, logger: logger)
/// server.register(service: "v1.Echo", method: "Say") { request, context in request }
/// try await server.serve(path: "/run/echo.sock")
/// …
/// await server.shutdown(within: .seconds(5))
/// ```
public final class Server: Sendable {
  private enum State {
    case registering(MethodTable)
    case serving(MethodTable, [any Channel])
    case stopped
  }

  private let group: any EventLoopGroup
  private let configuration: Configuration
  private let interceptors: [any ServerInterceptor]
  private let logger: Logger
  private let connections = ConnectionRegistry()
  let occupancy: Occupancy
  private let state = Mutex(State.registering(MethodTable()))

  /// - Parameters:
  ///   - group: runs the connections. Must outlive the server.
  ///   - configuration: the limits.
  ///   - interceptors: see every call, the first outermost.
  ///   - logger: told what goes wrong, at debug level where a client is to blame.
  public init(
    group: any EventLoopGroup, configuration: Configuration = .defaults, interceptors: [any ServerInterceptor] = [],
    logger: Logger
  ) {
    configuration.validate()
    self.group = group
    self.configuration = configuration
    self.interceptors = interceptors
    self.logger = logger
    occupancy = Occupancy(configuration, logger: logger)
  }

  /// Adds a method that is called on the connection's event loop. Before serving, once per name.
  package func register(service: String, method: String, _ handler: any UnaryMethod) {
    let handler = interceptors.isEmpty ? handler : InterceptedMethod(handler, behind: interceptors)
    register(service: service, method: method, .unary(handler))
  }

  /// Adds a method that streams. Before serving, once per name.
  func register(service: String, method: String, _ handler: StreamMethod) {
    var handler = handler
    handler.interceptors = interceptors
    register(service: service, method: method, .stream(handler))
  }

  private func register(service: String, method: String, _ handler: MethodTable.Handler) {
    state.withLock { state in
      guard case .registering(var table) = state else {
        preconditionFailure("\(service)/\(method) was registered after serving began; register every method before")
      }
      let isNew = table.add(service: service, method: method, handler)
      precondition(isNew, "\(service)/\(method) was registered twice; give each method one handler")
      state = .registering(table)
    }
  }

  /// Adds a method. Before serving, once per name.
  ///
  /// - Parameters:
  ///   - service: the full name of the service, for example `v1.Echo`.
  ///   - method: the bare name of the method.
  ///   - handler: takes the encoded request and returns the encoded answer. Runs in a task that is cancelled when the
  ///     deadline passes or the client is gone.
  public func register(
    service: String, method: String,
    handler: @escaping @Sendable (ByteBuffer, CallContext) async throws(Status) -> ByteBuffer
  ) {
    register(service: service, method: method, BufferMethod(body: handler))
  }

  /// Serves a Unix socket that is bound and listens, for example one that systemd passed. Returns when serving has begun.
  ///
  /// - Parameter descriptor: the socket, which the server owns from now on.
  /// - Throws: when it is no such socket, or the server was shut down.
  public func serve(listening descriptor: CInt) async throws {
    let table = state.withLock { state -> MethodTable? in
      switch state {
      case .registering(let table):
        state = .serving(table, [])
        return table
      case .serving(let table, _): return table
      case .stopped: return nil
      }
    }
    guard let table else {
      // Clients would queue at a socket that listens, and that nobody accepts from.
      close(descriptor)
      throw ServerStopped()
    }
    occupancy.fit(to: DescriptorLimit.current, beside: DescriptorLimit.lowestFree(beside: descriptor) ?? 0)
    let listener = try await bootstrap(table).withBoundSocket(descriptor).get()
    let isServing = state.withLock { state in
      guard case .serving(let table, let listeners) = state else { return false }
      state = .serving(table, listeners + [listener])
      return true
    }
    guard isServing else {
      try? await listener.close()
      throw ServerStopped()
    }
  }

  private func bootstrap(_ table: MethodTable) -> ServerBootstrap {
    let highest = configuration.unreadReplyBytes
    return ServerBootstrap(group: group)
      .serverChannelOption(.maxMessagesPerRead, value: UInt(occupancy.acceptsAtOnce))
      .serverChannelInitializer { [occupancy, logger] channel in
        channel.eventLoop.makeCompletedFuture {
          try channel.pipeline.syncOperations.addHandler(AcceptGate(occupancy: occupancy, logger: logger))
        }
      }
      // One read at a turn: others are waiting, and NIO keeps a buffer of up to 64 KiB for each as long as a connection
      // lives.
      .childChannelOption(.maxMessagesPerRead, value: 1)
      // A client may end its input and still wait for answers.
      .childChannelOption(.allowRemoteHalfClosure, value: true)
      .childChannelOption(.writeBufferWaterMark, value: .init(low: max(1, highest / 2), high: highest))
      .childChannelInitializer { [connections, occupancy, configuration, logger] channel in
        channel.eventLoop.makeCompletedFuture {
          guard let id = connections.add(channel), let arena = LoopArena.current() else { throw ServerStopped() }
          try channel.closeOnExec()
          let peer = try PeerCredentials(of: channel)
          guard let user = occupancy.enter(id, channel, of: peer.uid) else { throw TooManyConnections() }
          let connection = ServerConnection(
            id: id, peer: peer, user: user, methods: table, configuration: configuration, occupancy: occupancy,
            arena: arena, logger: logger)
          try channel.pipeline.syncOperations.addHandler(connection)
        }
      }
  }

  /// Ends serving: no new connections, new calls are refused with UNAVAILABLE, those that run are answered. Streams that
  /// are registered as endless end at once with UNAVAILABLE, which tells their clients to open them again elsewhere or
  /// later; other streams may finish. Whatever is left after the time allowed is cut off. Returns when every connection
  /// is closed. May be called again.
  public func shutdown(within time: Duration) async {
    let listeners = state.withLock { state -> [any Channel] in
      defer { state = .stopped }
      if case .serving(_, let listeners) = state { return listeners }
      return []
    }
    for listener in listeners { try? await listener.close() }
    // The last connections that were accepted may be on their way to their event loops. Once each loop had its turn,
    // all of them are known.
    for loop in group.makeIterator() { try? await loop.submit {}.get() }
    let open = connections.close()
    for channel in open { channel.pipeline.fireUserInboundEventTriggered(ServerConnection.Event.shutDown) }
    let cut = group.any().scheduleTask(in: time.timeAmount) {
      for channel in open { channel.close(promise: nil) }
    }
    for channel in open { try? await channel.closeFuture.get() }
    cut.cancel()
  }
}

/// A user has as many connections as it may have: closes the next.
private struct TooManyConnections: Error {}

/// The server was shut down and cannot serve again; make another.
public struct ServerStopped: Error, Sendable, Equatable {
  /// The error; it has nothing to tell beside its type.
  public init() {}
}
