import Foundation
import NIOCore
import Synchronization
import TTRPC

/// A conversation in `Tests/TTRPCTests/Recorded`, whose files say where they come from: frames in the order in which they
/// passed.
struct Recording {
  struct Frame {
    let isFromClient: Bool
    let bytes: ByteBuffer
  }

  struct Unreadable: Error {
    let line: String
  }

  let frames: [Frame]
  var fromClient: [ByteBuffer] { frames.filter(\.isFromClient).map(\.bytes) }

  init(_ name: String) throws {
    let file = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
      .appendingPathComponent("../Recorded/\(name).hex")
    let lines = try String(contentsOf: file, encoding: .utf8).split(separator: "\n")
    frames = try lines.filter { !$0.hasPrefix("#") }.map { line in
      let bytes = ByteBuffer(hex: String(line.dropFirst(2)))
      let isWhole = bytes.getInteger(at: 0, as: UInt32.self).map { Int($0) + 10 == bytes.readableBytes } ?? false
      guard isWhole, line.hasPrefix("> ") || line.hasPrefix("< ") else { throw Unreadable(line: String(line)) }
      return Frame(isFromClient: line.hasPrefix(">"), bytes: bytes)
    }
  }

  /// A server that says what the recorded one said, each frame when it has heard as many as that one had.
  func server() async throws -> ScriptedServer {
    let position = Mutex(0)
    return try await ScriptedServer { [frames] _, channel in
      let answers = position.withLock { position in
        while position < frames.count, !frames[position].isFromClient { position += 1 }
        position += 1
        let answers = frames.dropFirst(position).prefix { !$0.isFromClient }
        position += answers.count
        return answers
      }
      for answer in answers { channel.send(answer.bytes) }
    }
  }
}
