import Foundation
import Logging
import MusterEngine
import MusterModel
import MusterRPC
import NIOPosix
import TTRPC

/// The daemon's rooms in this process, on a socket in a directory of its own.
final class Daemon: Sendable {
  let socket: String
  let store: any Store
  let health: HealthService
  private let directory: URL
  private let server: Server

  /// Serves until ``stop()``. At the same socket and store as `other`, if given: a restart.
  init(
    after other: Daemon? = nil, grants: Grants = .defaults(ownUser: getuid()), quotas: Quotas = Quotas(),
    watches: WatchLimits = .defaults,
    store: (any Store)? = nil
  ) async throws {
    directory = other?.directory ?? FileManager.default.temporaryDirectory.appending(path: "m\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: directory, withIntermediateDirectories: true)
    socket = directory.appending(path: "s").path
    self.store = store ?? other?.store ?? MemoryStore()
    let engine = await Engine(
      store: self.store, configuration: .init(grants: grants, quotas: quotas, watches: watches),
      process: .init(
        version: "test", processID: Int(getpid()), startedAt: Timestamp(milliseconds: 0), defaultRegion: .usEast1),
      now: { Timestamp(milliseconds: Int64(Date().timeIntervalSince1970 * 1000)) }, audit: { _ in })
    var logger = Logger(label: "test")
    logger.logLevel = .error
    server = Server(group: MultiThreadedEventLoopGroup.singleton, logger: logger)
    health = MusterService.register(on: server, handler: engine, admin: engine, defaultRegion: .usEast1)
    try await server.serve(path: socket)
  }

  func stop(within time: Duration = .seconds(2)) async { await server.shutdown(within: time) }

  func remove() async {
    await stop()
    try? FileManager.default.removeItem(at: directory)
  }
}
