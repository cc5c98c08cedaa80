import NIOCore
import TestSupport
import Testing

@testable import TTRPC

/// Our client hears what real servers said, and says what real clients said, byte for byte but for what a stream's request
/// says of our own.
@Suite(.timeLimit(.minutes(1)))
struct RecordedClientTests {
  private func replay(
    _ name: String, expecting outcomes: [String], _ calls: (inout RecordedCalls) async throws -> Void
  ) async throws {
    let recording = try Recording(name)
    let server = try await recording.server()
    let client = server.client()
    var made = RecordedCalls(client: client)
    try await calls(&made)
    #expect(made.outcomes == outcomes)
    #expect(try frames(server.bytes) == recording.fromClient.map { asOurs($0).hex })
    await client.close()
    await server.close()
  }

  private func frames(_ bytes: ByteBuffer) throws -> [String] {
    events(bytes).map { event in
      guard case .frame(let header, let body) = event else { return "\(event)" }
      return ByteBuffer(frame: header.type, header.streamID, flags: header.flags, body).hex
    }
  }

  /// A stream's request as we send it: where Go says that it stays open (02) we add that the request holds no message,
  /// which Rust has to be told; and in metadata that no stock server knows we say how much we keep unread, and that we
  /// count what we send.
  private func asOurs(_ frame: ByteBuffer) -> ByteBuffer {
    guard let header = frame.peekFrameHeader(), header.type == .request, !header.flags.isEmpty else { return frame }
    var body = frame.getSlice(at: 10, length: header.length) ?? ByteBuffer()
    let sendsMany = header.flags == .remoteOpen
    let getsMany = !String(buffer: body).contains("Join")
    let words = (getsMany ? ["64", "262144"] : []) + (sendsMany ? ["counted"] : [])
    let key = "ttrpc-stream-window"
    let value = words.joined(separator: " ")
    body.writeBytes([0x2a, UInt8(4 + key.utf8.count + value.utf8.count), 0x0a, UInt8(key.utf8.count)])
    body.writeString(key)
    body.writeBytes([0x12, UInt8(value.utf8.count)])
    body.writeString(value)
    let flags: FrameFlags = sendsMany ? [.remoteOpen, .noData] : header.flags
    return ByteBuffer(frame: .request, header.streamID, flags: flags, body)
  }

  @Test("line 43: unary calls")
  func unary() async throws {
    try await replay(
      "go-1.1.1-unary", expecting: ["\"hi\"", "\"\"", "\"\n\u{2}hi\"", "\"k8s.io,moby\"", "\"7\""]
    ) { calls in
      for text in ["hi", "", "\n\u{2}hi"] { await calls.call("Say", text) }
      await calls.call("Metadata", "ns", metadata: ["ns": "k8s.io", "ns": "moby"])
      await calls.call("Length", "seven b")
    }
  }

  @Test("line 43: refusals, with details byte for byte")
  func refusals() async throws {
    try await replay(
      "go-1.1.1-refusals",
      expecting: ["UNIMPLEMENTED: method Nope", "UNIMPLEMENTED: service v1.Nope", "\"after that\""]
    ) { calls in
      for code in ["9", "16"] {
        let refusal = await calls.refusal(of: "Status", code)
        #expect(refusal == .status(.asked(for: code)))
      }
      await calls.call("Nope")
      await calls.call("Say", service: "v1.Nope")
      await calls.call("Say", "after that")
    }
  }

  @Test("line 43: unary calls of Go 1.2")
  func unaryOf12() async throws {
    try await replay(
      "go-1.2.7-unary",
      expecting: [
        "\"hi\"", "\"\"", "\"k8s.io,moby\"", "UNIMPLEMENTED: method Nope", "UNIMPLEMENTED: service v1.Nope",
      ]
    ) { calls in
      for text in ["hi", ""] { await calls.call("Say", text) }
      let refusal = await calls.refusal(of: "Status", "9")
      #expect(refusal == .status(.asked(for: "9")))
      await calls.call("Metadata", "ns", metadata: ["ns": "k8s.io", "ns": "moby"])
      await calls.call("Nope")
      await calls.call("Say", service: "v1.Nope")
    }
  }

  @Test("lines 51, 52, 54 and 56: streams of a server")
  func serverStreaming() async throws {
    try await replay(
      "go-1.2.7-server-streaming",
      expecting: [
        "\"0\"", "\"1\"", "\"2\"", "end", "\"\"", "end", "end", "\"0\"", "\"1\"", "ABORTED: asked to fail",
        "\"after that\"",
      ]
    ) { calls in
      for text in ["3", "", "0", "2 fail"] { try await calls.list("List", text) }
      await calls.call("Say", "after that")
    }
  }

  @Test("lines 53, 54 and 57: streams of a client")
  func clientStreaming() async throws {
    try await replay(
      "go-1.2.7-client-streaming", expecting: ["\"a||b\"", "\"\"", "\"a\"", "ABORTED: asked to fail", "\"after that\""]
    ) { calls in
      for messages in [["a", "", "b", "."], ["."], ["a", "stop"], ["a", "fail"]] { try await calls.join(messages) }
      await calls.call("Say", "after that")
    }
  }

  @Test("lines 53, 54 and 57: streams both ways, also two at a time")
  func bidirectional() async throws {
    try await replay(
      "go-1.2.7-bidirectional",
      expecting: [
        "\"hi\"", "\"\"", "end", "end", "\"hi\"", "end", "\"hi\"", "ABORTED: asked to fail", "\"1\"", "\"1\"", "\"2\"",
        "\"2\"", "end", "\"meanwhile\"", "end",
      ]
    ) { calls in
      for messages in [["hi", "", "."], ["."], ["hi", "stop"], ["hi", "fail"]] { try await calls.chat(messages) }
      let first = try calls.open("Chat")
      let second = try calls.open("Chat")
      for message in ["1", "2"] {
        for stream in [second, first] {
          try await calls.send(message, on: stream)
          _ = await calls.next(of: stream)
        }
      }
      try await calls.send(".", on: first)
      _ = await calls.next(of: first)
      await calls.call("Say", "meanwhile")
      try await calls.send(".", on: second)
      _ = await calls.next(of: second)
    }
  }

  @Test("streams that the server knows nothing of, and a unary method that is taken for one")
  func unknownStreams() async throws {
    try await replay(
      "go-1.2.7-unknown-streams",
      expecting: [
        "UNIMPLEMENTED: method Nope", "UNIMPLEMENTED: method Nope", "\"unary, in truth\"", "end", "\"after that\"",
      ]
    ) { calls in
      try await calls.list("Nope", "")
      _ = await calls.next(of: try calls.open("Nope"))
      try await calls.list("Say", "unary, in truth")
      await calls.call("Say", "after that")
    }
  }

  @Test("lines 15 and 36: what Rust's server says differently")
  func rust() async throws {
    try await replay(
      "rust-0.9-server",
      expecting: ["\"hi\"", "\"\"", "INVALID_ARGUMENT: v1.Nope service does not exist", "\"0\"", "end", "\"a\""]
    ) { calls in
      for text in ["hi", ""] { await calls.call("Say", text) }
      await calls.call("Say", service: "v1.Nope")
      try await calls.list("List", "1")
      try await calls.join(["a", "."])
    }
  }
}
