import MusterModel
import NIOCore
import TTRPC
import Testing

/// What the daemon answers to `grpc.health.v1.Health`, by the bytes of the answer.
@Suite struct HealthTests {
  private static let services = ["", "muster.v1.SecurityHub", "muster.v1.Access", "muster.v1.Admin"]

  private func statuses(of daemon: Daemon) async throws -> [String: String] {
    let client = Client(socket: daemon.socket)
    var statuses: [String: String] = [:]
    for service in Self.services {
      let name = Array(service.utf8)
      let request = ByteBuffer(bytes: name.isEmpty ? [] : [0x0a, UInt8(name.count)] + name)
      let answer = try await client.call(service: "grpc.health.v1.Health", method: "Check", payload: request)
      statuses[service] =
        switch Array(answer.readableBytesView) {
        case [0x08, 1]: "SERVING"
        case [0x08, 2]: "NOT_SERVING"
        default: "\(answer)"
        }
    }
    await client.close()
    return statuses
  }

  @Test func everythingServes() async throws {
    let daemon = try await Daemon()
    #expect(try await statuses(of: daemon) == Dictionary(uniqueKeysWithValues: Self.services.map { ($0, "SERVING") }))
    await daemon.remove()
  }

  /// Access checks go on, so the daemon is not to be taken away.
  @Test func aReadOnlyStoreStopsTheSecurityHubAlone() async throws {
    let daemon = try await Daemon(store: ReadOnlyStore())
    #expect(
      try await statuses(of: daemon) == [
        "": "SERVING", "muster.v1.SecurityHub": "NOT_SERVING", "muster.v1.Access": "SERVING",
        "muster.v1.Admin": "SERVING",
      ])
    await daemon.remove()
  }

  @Test func nothingServesWhileTheDaemonStops() async throws {
    let daemon = try await Daemon()
    daemon.health.shutDown()
    #expect(
      try await statuses(of: daemon) == Dictionary(uniqueKeysWithValues: Self.services.map { ($0, "NOT_SERVING") }))
    await daemon.remove()
  }

  @Test func whoWatchesIsToldTheSame() async throws {
    let daemon = try await Daemon(store: ReadOnlyStore())
    let client = Client(socket: daemon.socket)
    var watches: [ClientStream.Responses.Iterator] = []
    for (service, status) in [("muster.v1.SecurityHub", 2), ("muster.v1.Access", 1), ("muster.v1.Nope", 3)] {
      let name = Array(service.utf8)
      var watch = try client.stream(
        .serverStreaming, service: "grpc.health.v1.Health", method: "Watch",
        payload: ByteBuffer(bytes: [0x0a, UInt8(name.count)] + name)
      ).responses.makeAsyncIterator()
      #expect(try await watch.next() == ByteBuffer(bytes: [0x08, UInt8(status)]), "\(service)")
      watches.append(watch)
    }
    // The whole drain is never needed: the watches are no calls to wait for.
    await daemon.stop()
    for var watch in watches {
      do throws(CallFailure) {
        let answer = try await watch.next()
        Issue.record("a daemon that stopped says \(answer.map { "\($0)" } ?? "nothing")")
      } catch {
        guard case .status(let status) = error, status.code == .unavailable else {
          Issue.record("\(error)")
          continue
        }
      }
    }
    await client.close()
    await daemon.remove()
  }
}

/// A store after a failed sync.
private struct ReadOnlyStore: Store {
  private let memory = MemoryStore()

  var description: StoreDescription {
    get async {
      var description = await memory.description
      description.isWritable = false
      return description
    }
  }

  func load(_ keys: [RowKey], in region: Region) async throws(StoreError) -> Snapshot<[RowKey: Stored<Row>]> {
    try await memory.load(keys, in: region)
  }

  func load(_ part: ViewPart, in region: Region) async throws(StoreError) -> Snapshot<TenantView> {
    try await memory.load(part, in: region)
  }

  func commit(_ commits: [Commit]) async throws(StoreError) -> [CommitOutcome] { throw .readOnly("a sync failed") }

  func close() async { await memory.close() }
}
