import NIOCore

@testable import TTRPC

extension StreamMethod {
  /// Streaming methods that do as they are told.
  static func examples(gate: Gate) -> [(String, StreamMethod)] {
    [
      ("List", .serverStreaming(list)), ("Join", .clientStreaming(join)), ("Chat", .bidirectional(chat)),
      (
        "Hold",
        .bidirectional { _, _, _ throws(Status) in
          await gate.pass()
          if Task.isCancelled { throw .streamCancelled }
        }
      ),
      (
        "Endless",
        .bidirectional(isEndless: true) { _, _, _ throws(Status) in
          await gate.pass()
          if Task.isCancelled { throw .streamCancelled }
        }
      ),
      (
        "Flood",
        .serverStreaming { request, writer, _ throws(Status) in
          let message = ByteBuffer(repeating: 0, count: Int(String(buffer: request)) ?? 0)
          while true { try await writer.send(message) }
        }
      ),
    ]
  }

  /// Counts up to the number asked for. Fails where it is told to: `3 fail`. Nothing asked: one empty message.
  @Sendable private static func list(
    _ request: ByteBuffer, _ writer: StreamWriter, _ context: CallContext
  ) async throws(Status) {
    let words = String(buffer: request).split(separator: " ")
    guard let first = words.first, let count = Int(first) else { return try await writer.send(ByteBuffer()) }
    for index in 0..<count { try await writer.send(ByteBuffer(string: "\(index)")) }
    if words.count > 1 { throw Status(code: .aborted, message: "asked to \(words[1])") }
  }

  /// Answers with all messages, between bars. `stop` ends it before the client does, `fail` fails.
  @Sendable private static func join(
    _ messages: StreamMessages, _ context: CallContext
  ) async throws(Status) -> ByteBuffer {
    var words: [String] = []
    for try await message in messages {
      let word = String(buffer: message)
      if word == "stop" { break }
      if word == "fail" { throw Status(code: .aborted, message: "asked to fail") }
      words.append(word)
    }
    let namespace = context.metadata["ns"].map { "\($0):" } ?? ""
    return ByteBuffer(string: namespace + words.joined(separator: "|"))
  }

  /// Answers each message with itself. `stop` ends it, `fail` fails it.
  @Sendable private static func chat(
    _ messages: StreamMessages, _ writer: StreamWriter, _ context: CallContext
  ) async throws(Status) {
    for try await message in messages {
      let word = String(buffer: message)
      if word == "stop" { return }
      if word == "fail" { throw Status(code: .aborted, message: "asked to fail") }
      try await writer.send(message)
    }
  }
}
