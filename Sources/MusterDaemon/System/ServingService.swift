public import Logging
public import MusterProcess
public import ServiceLifecycle
public import TTRPC

/// Serves until told to stop, then lets the calls in flight end.
public struct ServingService: Service {
  private let server: Server
  private let health: HealthService
  private let entrance: Entrance
  private let manager: ServiceNotifier?
  private let logger: Logger

  public init(
    _ server: Server, health: HealthService, at entrance: Entrance, manager: ServiceNotifier?, logger: Logger
  ) {
    self.server = server
    self.health = health
    self.entrance = entrance
    self.manager = manager
    self.logger = logger
  }

  public func run() async throws {
    try await server.serve(listening: entrance.open())
    try manager?.ready("serving \(entrance.path)")
    logger.notice("serving", metadata: ["socket": "\(entrance.path)"])

    // Cancelled is told to stop, too.
    try? await gracefulShutdown()
    logger.notice("stopping", metadata: ["within": "\(Limits.drainTime.components.seconds) s"])
    // A service manager that is gone by now is no reason to drop calls.
    try? manager?.stopping()
    health.shutDown()
    entrance.close()
    await server.shutdown(within: Limits.drainTime)
  }
}
