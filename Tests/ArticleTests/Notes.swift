import NIOCore
import TTRPC

/// Notes by name, in memory.
actor Notes {
  private var texts: [String: String] = [:]
  private var watchers: [AsyncStream<String>.Continuation] = []

  func put(_ name: String, _ text: String) {
    texts[name] = text
    watchers.removeAll { watcher in
      if case .enqueued = watcher.yield("\(name)=\(text)") { return false }
      // It is gone, or a thousand changes behind: whoever missed one is not told the next.
      watcher.finish()
      return true
    }
  }

  func text(of name: String) -> String? { texts[name] }

  /// What is there, and every change from then on. Both in one step, so that none is missed.
  func watch() -> (notes: [String], changes: AsyncStream<String>) {
    let (changes, watcher) = AsyncStream.makeStream(of: String.self, bufferingPolicy: .bufferingOldest(1_000))
    watchers.append(watcher)
    return (texts.map { "\($0.key)=\($0.value)" }, changes)
  }
}

extension Notes {
  nonisolated func register(on server: Server) {
    server.register(service: "v1.Notes", method: "Put") { request, _ throws(Status) in
      let parts = String(buffer: request).split(separator: "=", maxSplits: 1)
      guard parts.count == 2 else {
        throw Status(code: .invalidArgument, message: "the note is not NAME=TEXT; give it a name")
      }
      await self.put(String(parts[0]), String(parts[1]))
      return ByteBuffer()
    }
    server.register(service: "v1.Notes", method: "Get") { request, _ throws(Status) in
      let name = String(buffer: request)
      guard let text = await self.text(of: name) else {
        throw Status(code: .notFound, message: "there is no note \(name); put one first")
      }
      return ByteBuffer(string: text)
    }
    server.registerServerStreaming(service: "v1.Notes", method: "Watch") { _, writer, _ throws(Status) in
      let (notes, changes) = await self.watch()
      for note in notes { try await writer.send(ByteBuffer(string: note)) }
      for await change in changes { try await writer.send(ByteBuffer(string: change)) }
      throw Status(code: .resourceExhausted, message: "the changes were not read fast enough; watch again")
    }
  }
}
