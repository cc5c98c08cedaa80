internal import Synchronization

/// `grpc.health.v1.Health`: tells whoever asks whether this server, and each of its services, serves at the moment.
///
/// ```swift
/// let health = HealthService()
/// health.set(.serving, for: "v1.Echo")
/// health.register(on: server)
/// …
/// health.shutDown()
/// await server.shutdown(within: .seconds(5))
/// ```
///
/// The empty name stands for the server as a whole, and serves from the start. A service that was never set is answered
/// with NOT_FOUND. Everybody who can connect may ask. Only `Check` is there: `Watch` answers with a stream, and is
/// refused with UNIMPLEMENTED.
public final class HealthService: Sendable {
  /// The full name of the service itself.
  public static let name = "grpc.health.v1.Health"

  /// Whether a service can do its work.
  public enum ServingStatus: Sendable, Hashable {
    case serving
    /// Calls to it fail, or most of them: a client does well to go elsewhere, or to wait.
    case notServing
  }

  /// How the status of a service is known.
  enum Source: Sendable {
    case known(ServingStatus)
    case asked(@Sendable () async -> ServingStatus)
  }

  private struct State {
    var sources: [String: Source] = ["": .known(.serving)]
    var isShutDown = false
  }

  private let state = Mutex(State())

  public init() {}

  /// Adds a service, or changes its status.
  ///
  /// - Parameters:
  ///   - status: answered from now on. Once shut down, NOT_SERVING is answered whatever is set.
  ///   - service: the full name of the service; empty for the server as a whole.
  public func set(_ status: ServingStatus, for service: String) {
    state.withLock { $0.sources[service] = .known(status) }
  }

  /// Adds a service whose status is found anew for each check.
  ///
  /// - Parameters:
  ///   - service: the full name of the service; empty for the server as a whole.
  ///   - status: asked in a task of the call. Should answer at once.
  public func set(for service: String, asking status: @escaping @Sendable () async -> ServingStatus) {
    state.withLock { $0.sources[service] = .asked(status) }
  }

  /// Everything is NOT_SERVING from now on. To be called before the server drains: a client that asks in that moment
  /// learns it in this way, and one that asks later finds its calls refused with UNAVAILABLE.
  public func shutDown() {
    state.withLock { $0.isShutDown = true }
  }

  /// Puts the service on a server. Before serving, once.
  public func register(on server: Server) {
    server.register(service: Self.name, method: "Check", CheckMethod(health: self))
  }

  /// Nil for a service that nobody set.
  func source(of service: String) -> Source? {
    state.withLock { state in
      guard let source = state.sources[service] else { return nil }
      return state.isShutDown ? .known(.notServing) : source
    }
  }
}
