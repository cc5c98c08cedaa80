public import ServiceLifecycle
public import TTRPC

/// A ttrpc server as a service of a `ServiceGroup`: it serves a path until the group shuts down, and then lets the calls
/// in flight end.
///
/// ```swift
/// let service = ServerService(server, path: "/run/notes.sock")
/// try await ServiceGroup(services: [service], gracefulShutdownSignals: [.sigterm, .sigint], logger: logger).run()
/// ```
public struct ServerService: Service {
  private let server: Server
  private let path: String
  private let mode: UInt32
  private let drainTime: Duration

  /// - Parameters:
  ///   - server: with all its methods.
  ///   - path: where to serve, at most 107 bytes; see ``TTRPC/Server/serve(path:mode:)``.
  ///   - mode: who may connect, as the permissions of a file. Default 0600: only the same user.
  ///   - drainTime: how long calls in flight have to end once the group shuts down, or the task is cancelled; what is
  ///     left then is cut off. Default 5 s. A group that escalates should wait longer.
  public init(_ server: Server, path: String, mode: UInt32 = 0o600, drainTime: Duration = .seconds(5)) {
    self.server = server
    self.path = path
    self.mode = mode
    self.drainTime = drainTime
  }

  /// Serves until told to stop. Returns when every connection is closed.
  ///
  /// - Throws: a `SocketFailure` when the path cannot be served.
  public func run() async throws {
    try await server.serve(path: path, mode: mode)
    // A task that is cancelled is told to stop, too.
    try? await gracefulShutdown()
    await server.shutdown(within: drainTime)
  }
}
