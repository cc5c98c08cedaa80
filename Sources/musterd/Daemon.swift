internal import Logging
internal import MusterDaemon
internal import MusterEngine
internal import MusterModel
internal import MusterProcess
internal import MusterRPC
internal import MusterSQLite
internal import NIOPosix
internal import ServiceLifecycle
internal import TTRPC
internal import UnixSignals

/// One run of the daemon, from the first lock to the last.
struct Daemon {
  let settings: Settings
  let environment: [String: String]
  let logger = Logger(label: Musterd.name)

  func run() async throws {
    let manager = try ServiceNotifier(environment)
    // Claimed before the store is touched, and opened after it is ready: a second daemon does no harm, and no client
    // waits for a daemon that does not come up.
    let entrance = try Entrance(settings.socket, environment: environment)
    defer { entrance.close() }
    if case .passed(let path, _) = entrance, settings.socket.isChosen {
      logger.warning(
        "the service manager made the socket: what was said of its path, mode or group is not used",
        metadata: ["socket": "\(path)"])
    }
    let store = try openStore()
    let server = Server(
      group: .singletonMultiThreadedEventLoopGroup, configuration: settings.limits.server, logger: logger)
    let engine = await engine(with: store)
    let health = MusterService.register(
      on: server, handler: engine, admin: engine, defaultRegion: settings.region.value)
    let service = ServingService(server, health: health, at: entrance, manager: manager, logger: logger)
    do {
      try await serve(service)
    } catch {
      await store.close()
      throw error
    }
    await store.close()
    logger.notice("stopped")
  }

  private func openStore() throws(StartError) -> any Store {
    switch settings.data.value {
    case .memory:
      logger.warning("rosters are kept in memory only: they are lost when this process ends")
      return MemoryStore()
    case .directory(let path):
      do throws(SQLiteOpenError) {
        return try SQLiteStore.open(directory: path)
      } catch {
        throw .failure("\(error.message) (data directory: \(settings.data.origin))")
      }
    }
  }

  private func engine(with store: any Store) async -> Engine {
    let audit = AuditLog()
    return await Engine(
      store: store,
      configuration: Engine.Configuration(
        grants: settings.grants, quotas: settings.limits.quotas, viewBytes: settings.limits.viewBytes,
        watches: settings.limits.watchLimits),
      process: Engine.ProcessInformation(
        version: Release.version, processID: Int(ProcessSetup.id), startedAt: .now,
        defaultRegion: settings.region.value),
      now: { .now },
      audit: audit.write)
  }

  private func serve(_ service: ServingService) async throws {
    var lifecycleLogger = Logger(label: "lifecycle")
    // What it says at info we say better.
    lifecycleLogger.logLevel = max(settings.logLevel, .warning)
    try await ServiceGroup(
      configuration: ServiceGroupConfiguration(
        services: [
          ServiceGroupConfiguration.ServiceConfiguration(
            service: service, successTerminationBehavior: .gracefullyShutdownGroup)
        ],
        gracefulShutdownSignals: [.sigterm, .sigint],
        logger: lifecycleLogger)
    ).run()
  }
}
