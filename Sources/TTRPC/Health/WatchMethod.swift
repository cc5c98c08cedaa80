internal import NIOCore

/// `grpc.health.v1.Health/Watch`.
struct WatchMethod: Sendable {
  let health: HealthService

  /// Tells the status of a service and each other one that follows it, until the stream is ended.
  ///
  /// A client that reads slowly is told the latest status when it reads on, and not those between.
  func handle(_ request: ByteBuffer, _ writer: StreamWriter) async throws(Status) {
    let service = try Self.service(request)
    let (changes, change) = AsyncStream.makeStream(of: Void.self, bufferingPolicy: .bufferingNewest(1))
    let id = health.watch(change)
    defer { health.unwatch(id) }
    let result = await withTaskGroup(of: Void.self) { group in
      defer { group.cancelAll() }
      return await tell(service, changes, to: writer) {
        group.addTask {
          while (try? await Task.sleep(for: health.interval)) != nil { change.yield() }
        }
      }
    }
    try result.get()
  }

  /// - Parameters:
  ///   - service: the one that is watched.
  ///   - changes: says when to look again.
  ///   - writer: takes the answers.
  ///   - startAsking: called once, when the status has to be asked for: sees to a change now and then.
  /// - Returns: why it ended.
  private func tell(
    _ service: String, _ changes: AsyncStream<Void>, to writer: StreamWriter, startAsking: () -> Void
  ) async -> Result<Void, Status> {
    var isAsking = false
    var told: HealthService.ServingStatus??
    var iterator = changes.makeAsyncIterator()
    do throws(Status) {
      repeat {
        let status: HealthService.ServingStatus?
        switch health.source(of: service) {
        case .known(let known): status = known
        case .asked(let ask):
          if !isAsking { startAsking() }
          isAsking = true
          status = await ask()
        case nil: status = nil
        }
        if told != .some(status) { try await writer.send(Self.answer(status)) }
        told = status
      } while await iterator.next(isolation: #isolation) != nil
      throw .streamCancelled
    } catch {
      return .failure(error)
    }
  }

  // In an arena of its own each: this runs on no event loop, and rarely.

  private static func service(_ request: ByteBuffer) throws(Status) -> String {
    guard let arena = Arena() else { throw HealthMessages.outOfMemory }
    return try unsafe request.withUnsafeReadableBytes { bytes throws(Status) in
      try unsafe HealthMessages.service(bytes, arena)
    }
  }

  private static func answer(_ status: HealthService.ServingStatus?) throws(Status) -> ByteBuffer {
    guard let arena = Arena() else { throw HealthMessages.outOfMemory }
    return unsafe ByteBuffer(bytes: try HealthMessages.answer(status, in: arena))
  }
}
