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
/// with NOT_FOUND, or with SERVICE_UNKNOWN to who watches it until it is set. Everybody who can connect may ask.
public final class HealthService: Sendable {
  /// The full name of the service itself.
  public static let name = "grpc.health.v1.Health"

  /// Whether a service can do its work.
  public enum ServingStatus: Sendable, Hashable {
    /// Calls to it are answered.
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
    /// Told of every change.
    var watches: [UInt64: AsyncStream<Void>.Continuation] = [:]
    var nextWatch: UInt64 = 0
  }

  private let state = Mutex(State())
  /// How often a status that has to be asked for is asked for while somebody watches it.
  let interval: Duration

  /// - Parameter interval: how often a status that has to be asked for is asked for while somebody watches it. Default
  ///   1 s.
  public init(askingEvery interval: Duration = Limits.healthInterval) {
    precondition(interval > .zero, "a health status is asked for every \(interval); choose more than nothing")
    self.interval = interval
  }

  /// Adds a service, or changes its status.
  ///
  /// - Parameters:
  ///   - status: answered from now on. Once shut down, NOT_SERVING is answered whatever is set.
  ///   - service: the full name of the service; empty for the server as a whole.
  public func set(_ status: ServingStatus, for service: String) {
    change { $0.sources[service] = .known(status) }
  }

  /// Adds a service whose status is found anew for each check, and now and then for each watch.
  ///
  /// - Parameters:
  ///   - service: the full name of the service; empty for the server as a whole.
  ///   - status: asked in a task of the call. Should answer at once.
  public func set(for service: String, asking status: @escaping @Sendable () async -> ServingStatus) {
    change { $0.sources[service] = .asked(status) }
  }

  /// Everything is NOT_SERVING from now on. To be called before the server drains: a client that asks in that moment
  /// learns it in this way, and one that asks later finds its calls refused with UNAVAILABLE. One that watches finds its
  /// stream ended so.
  public func shutDown() {
    change { $0.isShutDown = true }
  }

  /// Puts the service on a server. Before serving, once.
  public func register(on server: Server) {
    server.register(service: Self.name, method: "Check", CheckMethod(health: self))
    let watch = WatchMethod(health: self)
    server.registerServerStreaming(
      service: Self.name, method: "Watch", isEndless: true
    ) { request, writer, _ throws(Status) in
      try await watch.handle(request, writer)
    }
  }

  private func change(_ body: (inout State) -> Void) {
    let watches = state.withLock { state in
      body(&state)
      return Array(state.watches.values)
    }
    for watch in watches { watch.yield() }
  }

  /// Tells of every change from now on, whatever service it is of. Until `unwatch`.
  func watch(_ watch: AsyncStream<Void>.Continuation) -> UInt64 {
    state.withLock { state in
      state.nextWatch += 1
      state.watches[state.nextWatch] = watch
      return state.nextWatch
    }
  }

  func unwatch(_ id: UInt64) {
    state.withLock { _ = $0.watches.removeValue(forKey: id) }
  }

  /// Watches that are open.
  var watchCount: Int { state.withLock(\.watches.count) }

  /// Nil for a service that nobody set.
  func source(of service: String) -> Source? {
    state.withLock { state in
      guard let source = state.sources[service] else { return nil }
      return state.isShutDown ? .known(.notServing) : source
    }
  }
}
