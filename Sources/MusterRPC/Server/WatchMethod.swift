internal import MusterModel
internal import NIOCore
internal import TTRPC

/// `muster.v1.SecurityHub/WatchMembers`: sends what the watch tells, as fast as the client reads.
struct WatchMethod: Sendable {
  private let reader: CallReader
  private let handler: any WatchHandler
  /// Streams run in tasks, on any thread, and so not in an event loop's arena.
  private let arenas = ArenaPool()

  init(reader: CallReader, handler: any WatchHandler) {
    self.reader = reader
    self.handler = handler
  }

  /// Returns only by throwing what the client is told at the end.
  func handle(_ request: ByteBuffer, _ writer: StreamWriter, _ context: CallContext) async throws(Status) {
    let watch = try await begin(request, context)
    while true {
      let update: ByteBuffer
      do throws(CallError) {
        let next = try await watch.next()
        update = unsafe try arenas.encode(WatchMembers.response) { message, encoder throws(WireError) in
          unsafe try WatchMembers.write(next, to: message, encoder)
        }
      } catch {
        throw Status(error)
      }
      try await writer.send(update)
    }
  }

  private func begin(_ request: ByteBuffer, _ context: CallContext) async throws(Status) -> any RosterWatch {
    do throws(CallError) {
      let (call, principal) = try arenas.lending { arena throws(CallError) in
        unsafe try request.withUnsafeReadableBytes { bytes throws(CallError) in
          unsafe try reader.read(watch: WatchMembers.self, bytes, context, arena)
        }
      }
      return try await handler.watch(call, for: principal)
    } catch {
      throw Status(error)
    }
  }
}
