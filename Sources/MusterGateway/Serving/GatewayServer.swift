internal import Hummingbird
internal import HummingbirdCore
package import Logging
package import MusterClient
package import MusterProcess
internal import NIOCore
public import ServiceLifecycle

/// Serves AWS's clients until told to stop, then lets the requests in flight end.
public struct GatewayServer: Service {
  private let settings: GatewaySettings
  private let address: NIOCore.SocketAddress
  private let application: Application<GatewayResponder<PooledDaemonCalls>>
  private let pool: DaemonPool
  private let manager: ServiceNotifier?
  private let logger: Logger

  /// - Throws: where the address is none to listen on.
  package init(
    _ settings: GatewaySettings, _ signatures: SignatureSource, _ pool: DaemonPool, manager: ServiceNotifier?,
    logger: Logger
  ) throws(StartError) {
    self.settings = settings
    self.pool = pool
    self.manager = manager
    self.logger = logger
    address = try settings.bindAddress()
    let daemon = PooledDaemonCalls(pool: pool)
    let gateway = Gateway(signatures: signatures, daemon: daemon, logger: logger)
    let isLoopback = address.isLoopback
    // What Hummingbird says at info we say better.
    var inner = Logger(label: "http")
    inner.logLevel = max(settings.logLevel, .warning)
    application = Application(
      responder: GatewayResponder(
        gateway: gateway, bodies: BodyBudget(bytes: Limits.bodyBytesInAll),
        documents: BodyBudget(bytes: Limits.documentBytesInAll)),
      server: HTTPServerBuilder { responder in
        LoopChannel(HTTP1Channel(responder: responder, configuration: Self.channel(gateway)))
      },
      configuration: ApplicationConfiguration(
        address: .hostname(address.ipAddress ?? settings.listen.host, port: settings.listen.port),
        availableConnectionsDelegate: try ConnectionLimit(logger: logger)),
      onServerRunning: { channel in
        Self.announce(channel, settings, manager, logger)
        signatures.introduce(to: logger)
        if !isLoopback {
          logger.warning("requests come in clear text from other hosts: put something that speaks TLS in front")
        }
        if await !daemon.isReachable() {
          logger.warning(
            "the daemon does not answer; until it does, requests are refused",
            metadata: ["daemon": "\(settings.socket)"])
        }
      },
      logger: inner)
  }

  /// Says where clients find us, which with port 0 nobody knew before.
  private static func announce(
    _ channel: any Channel, _ settings: GatewaySettings, _ manager: ServiceNotifier?, _ logger: Logger
  ) {
    var place = settings.listen
    if let host = channel.localAddress?.ipAddress, let port = channel.localAddress?.port {
      place = ListenAddress(host: host, port: port)
    }
    do throws(StartError) {
      try manager?.ready("serving http://\(place)")
    } catch {
      // It will give up on us, but whoever connects until then is served.
      for message in error.messages { logger.error("\(message)") }
    }
    logger.notice("serving", metadata: ["url": "http://\(place)", "daemon": "\(settings.socket)"])
  }

  private static func channel<Daemon: ReachableDaemon>(_ gateway: Gateway<Daemon>) -> HTTP1Channel.Configuration {
    HTTP1Channel.Configuration(
      additionalChannelHandlers: [
        SlowClientHandler(patience: Limits.clientTime) { gateway.refuse($0) }
      ],
      idleTimeout: TimeAmount(Limits.idleTime),
      httpDecoderConfiguration: .init(
        maxHeaderFieldSize: Limits.headerFieldBytes, maxHeaderListSize: Limits.headerBytes,
        maxHeaderFieldCount: Limits.headerFields))
  }

  public func run() async throws {
    try await withThrowingTaskGroup(of: Bool.self) { group in
      group.addTask {
        try await application.run()
        return true
      }
      group.addTask {
        // Cancelled is told to stop, too.
        try? await gracefulShutdown()
        guard !Task.isCancelled else { return false }
        logger.notice("stopping", metadata: ["within": "\(Limits.drainTime.components.seconds) s"])
        // A service manager that is gone by now is no reason to drop requests.
        try? manager?.stopping()
        try? await Task.sleep(for: Limits.drainTime)
        // Who still waits for the daemon is told so, and has a moment to hear it.
        await pool.close()
        try? await Task.sleep(for: Limits.farewellTime)
        return false
      }
      defer { group.cancelAll() }
      do {
        _ = try await group.next()
      } catch let error as IOError {
        throw StartError.failure(
          "cannot listen on \(settings.listen): \(SystemCallError(error.errnoCode)); name another address with --listen"
        )
      }
    }
  }
}
