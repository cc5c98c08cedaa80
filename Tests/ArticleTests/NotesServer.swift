import Logging
import NIOPosix
import ServiceLifecycle
import TTRPC
import TTRPCLifecycle
import UnixSignals

func serveNotes(at path: String, logger: Logger) async throws {
  let server = Server(group: .singletonMultiThreadedEventLoopGroup, interceptors: [Timing()], logger: logger)
  Notes().register(on: server)

  let health = HealthService()
  health.set(.serving, for: "v1.Notes")
  health.register(on: server)

  let service = ServerService(server, path: path)
  try await ServiceGroup(services: [service], gracefulShutdownSignals: [.sigterm, .sigint], logger: logger).run()
}

struct Timing: ServerInterceptor {
  func didFinish(_ call: CallContext, with status: Status?, after duration: Duration) {
    print("\(call.service)/\(call.method) of uid \(call.peer.uid): \(status?.code ?? .ok), \(duration)")
  }
}
