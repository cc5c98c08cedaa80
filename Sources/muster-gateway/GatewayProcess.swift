internal import Glibc
internal import Logging
internal import MusterClient
internal import MusterGateway
internal import MusterProcess
internal import ServiceLifecycle
internal import UnixSignals

/// One run of the gateway.
struct GatewayProcess {
  let settings: GatewaySettings
  let signatures: SignatureSource
  let environment: [String: String]
  let logger = Logger(label: MusterGatewayCommand.name)

  /// To the daemon, whose event loops take them in turn: more than one, so that calls do not all meet on one loop.
  private static let connections = 4
  /// As long as the daemon's own patience with a call.
  private static let callTime: Duration = .seconds(30)

  func run() async throws {
    let manager = try ServiceNotifier(environment)
    let pool = DaemonPool(socket: settings.socket, connections: Self.connections, timeout: Self.callTime)
    let server = try GatewayServer(settings, signatures, pool, manager: manager, logger: logger)
    var lifecycleLogger = Logger(label: "lifecycle")
    lifecycleLogger.logLevel = max(settings.logLevel, .warning)
    try await ServiceGroup(
      configuration: ServiceGroupConfiguration(
        services: [
          .init(service: server, successTerminationBehavior: .gracefullyShutdownGroup),
          .init(service: Reloading(signatures: signatures, logger: logger)),
        ],
        gracefulShutdownSignals: [.sigterm, .sigint],
        logger: lifecycleLogger)
    ).run()
    await pool.close()
    logger.notice("stopped")
  }
}
