import NIOCore
import Synchronization
import TestSupport
import Testing

@testable import TTRPC

/// The checklist of the protocol for streams, on a client, against a server that plays Go 1.2's exact frames.
@Suite(.timeLimit(.minutes(1)))
struct ClientStreamTests {
  /// One pair of metadata, which says how much is kept unread. Every stock server passes it on.
  private let window =
    "2a 20 0a 13 74 74 72 70 63 2d 73 74 72 65 61 6d 2d 77 69 6e 64 6f 77 12 09 36 34 20 32 36 32 31 34 34"
  /// The same, and that we count what we send.
  private let counted =
    "2a 28 0a 13 74 74 72 70 63 2d 73 74 72 65 61 6d 2d 77 69 6e 64 6f 77 "
    + "12 11 36 34 20 32 36 32 31 34 34 20 63 6f 75 6e 74 65 64"
  private let chat = "00 00 00 39 00 00 00 01 01 06 0a 07 76 31 2e 45 63 68 6f 12 04 43 68 61 74"
  private let close = "00 00 00 00 00 00 00 01 03 05"

  private func read(_ stream: ClientStream) async throws -> [String] {
    var messages: [String] = []
    for try await message in stream.responses { messages.append(String(buffer: message)) }
    return messages
  }

  private func failure(of stream: ClientStream) async -> CallFailure? {
    do throws(CallFailure) {
      for try await _ in stream.responses {}
      return nil
    } catch {
      return error
    }
  }

  @Test("line 51: a server stream of 0, 1 and many messages", arguments: [0, 1, 60])
  func readsAServerStream(count: Int) async throws {
    let server = try await ScriptedServer { header, channel in
      for index in 0..<count { channel.send(ByteBuffer(frame: .data, header.streamID, ByteBuffer(string: "\(index)"))) }
      channel.send(ByteBuffer(hex: "00 00 00 00 00 00 00 01 03 05"))
    }
    let client = server.client()
    let stream = try client.stream(.serverStreaming, service: "v1.Echo", method: "List")
    #expect(try await read(stream) == (0..<count).map { "\($0)" })
    let request = "00 00 00 31 00 00 00 01 01 01 0a 07 76 31 2e 45 63 68 6f 12 04 4c 69 73 74"
    #expect(server.bytes.hex == "\(request) \(window)")
    await client.close()
    await server.close()
  }

  @Test("line 53 to 55: a bidirectional stream in golden bytes, empty messages both ways, one close of its own")
  func writesGoldenBytes() async throws {
    let server = try await ScriptedServer { header, channel in
      guard header.type == .data else { return }
      if header.flags.isEmpty {
        channel.send(ByteBuffer(frame: .data, 1, ByteBuffer(string: header.length == 0 ? "" : "x")))
      } else {
        channel.send(ByteBuffer(hex: "00 00 00 00 00 00 00 01 03 05"))
      }
    }
    let client = server.client()
    let stream = try client.stream(.bidirectional, service: "v1.Echo", method: "Chat")
    for text in ["hi", ""] { try await stream.send(ByteBuffer(string: text)) }
    stream.finishSending()
    stream.finishSending()
    #expect(try await read(stream) == ["x", ""])
    let data = "00 00 00 02 00 00 00 01 03 00 68 69 00 00 00 00 00 00 00 01 03 00"
    #expect(server.bytes.hex == [chat, counted, data, close].joined(separator: " "))
    await client.close()
    await server.close()
  }

  @Test("a client stream ends with one response, of which an empty payload is a message")
  func takesOneResponse() async throws {
    let server = try await ScriptedServer { header, channel in
      if header.flags == [.remoteClosed, .noData] { channel.send(ByteBuffer(frame: .response, 1)) }
    }
    let client = server.client()
    let stream = try client.stream(.clientStreaming, service: "v1.Echo", method: "Join")
    try await stream.send(ByteBuffer(string: "a"))
    stream.finishSending()
    #expect(try await stream.response() == ByteBuffer())
    #expect(server.frames.map(\.flags) == [[.remoteOpen, .noData], [], [.remoteClosed, .noData]])
    await client.close()
    await server.close()
  }

  @Test("line 57: an error while we send ends the stream, and nothing is sent after it")
  func stopsSendingAfterAnError() async throws {
    let server = try await ScriptedServer { header, channel in
      if header.streamID == 3 { return channel.answer(3, "ok") }
      guard header.type == .data else { return }
      channel.send(ByteBuffer(hex: "00 00 00 08 00 00 00 01 02 00 0a 06 08 0a 12 02 6e 6f"))
    }
    let client = server.client()
    let stream = try client.stream(.bidirectional, service: "v1.Echo", method: "Chat")
    try await stream.send(ByteBuffer(string: "a"))
    #expect(await failure(of: stream) == .status(Status(code: .aborted, message: "no")))
    await #expect(throws: CallFailure.status(Status(code: .aborted, message: "no"))) {
      try await stream.send(ByteBuffer(string: "b"))
    }
    stream.finishSending()
    #expect(try await client.echo("Say") == "ok")
    #expect(server.frames.map(\.streamID) == [1, 1, 3])
    await client.close()
    await server.close()
  }

  @Test("line 59: a stream that is not read ends alone, behind what waits", arguments: [64, 3])
  func endsAStreamThatIsNotRead(messages: Int) async throws {
    let server = try await ScriptedServer { header, channel in
      if header.streamID == 1, header.type == .request {
        for _ in 0...messages { channel.send(ByteBuffer(hex: "00 00 00 00 00 00 00 01 03 00")) }
      } else {
        channel.answer(header.streamID, "ok")
      }
    }
    var configuration = Client.Configuration.defaults
    configuration.streamMessages = messages
    let client = server.client(configuration)
    let stream = try client.stream(.bidirectional, service: "v1.Echo", method: "Chat")
    await eventually { server.frames.contains { $0.streamID == 1 && $0.flags == [.remoteClosed, .noData] } }
    #expect(try await client.echo("Say") == "ok")
    let bound = StreamBound(messages: messages, bytes: Limits.streamBytes)
    let received = Mutex(0)
    await #expect(throws: CallFailure.status(.streamUnread(bound))) {
      for try await _ in stream.responses { received.withLock { $0 += 1 } }
    }
    #expect(received.withLock(\.self) == messages)
    await client.close()
    await server.close()
  }

  @Test("a stream whose reader is cancelled is half-closed, frees its place, and what comes later is ignored")
  func abandonsACancelledStream() async throws {
    let server = try await ScriptedServer { header, channel in
      if header.streamID == 3 {
        channel.send(ByteBuffer(hex: "00 00 00 00 00 00 00 01 03 00"))
        channel.answer(3, "ok")
      }
    }
    var configuration = Client.Configuration.defaults
    configuration.callsInFlight = 1
    let client = server.client(configuration)
    let stream = try client.stream(.bidirectional, service: "v1.Echo", method: "Chat")
    let reader = Task { await failure(of: stream) }
    await eventually { server.frames.count == 1 }
    reader.cancel()
    #expect(await reader.value == .cancelled)
    #expect(try await client.echo("Say") == "ok")
    #expect(server.frames.map(\.streamID) == [1, 1, 3])
    #expect(server.frames[1].flags == [.remoteClosed, .noData])
    await client.close()
    await server.close()
  }

  @Test("a stream that nobody refers to frees its place", arguments: [StreamKind.serverStreaming, .bidirectional])
  func abandonsAForgottenStream(kind: StreamKind) async throws {
    let server = try await ScriptedServer { header, channel in
      if header.streamID == 3 { channel.answer(3, "ok") }
    }
    var configuration = Client.Configuration.defaults
    configuration.callsInFlight = 1
    let client = server.client(configuration)
    _ = try client.stream(kind, service: "v1.Echo", method: "Chat")
    #expect(try await client.echo("Say") == "ok")
    await client.close()
    await server.close()
  }

  @Test("a stream ends at its deadline")
  func enforcesDeadlines() async throws {
    let server = try await ScriptedServer { _, _ in }
    let client = server.client()
    let stream = try client.stream(
      .bidirectional, service: "v1.Echo", method: "Chat", metadata: ["ns": "a"], timeout: .milliseconds(400))
    #expect(await failure(of: stream) == .deadlineExceeded)
    await eventually { server.frames.count == 2 }
    #expect(server.frames[1].flags == [.remoteClosed, .noData])
    // The request says both: a timeout (field 4) and one pair of metadata (field 5).
    #expect(server.bytes.hex.contains("43 68 61 74 20 "))
    #expect(server.bytes.hex.contains("2a 07 0a 02 6e 73 12 01 61"))
    await client.close()
    await server.close()
  }

  @Test("line 67: what arrived is read before the stream tells that the connection is lost")
  func readsWhatArrivedBeforeALoss() async throws {
    let server = try await ScriptedServer { _, channel in
      channel.send(ByteBuffer(hex: "00 00 00 01 00 00 00 01 03 00 61"))
      channel.close(promise: nil)
    }
    let client = server.client()
    let stream = try client.stream(.serverStreaming, service: "v1.Echo", method: "List")
    var iterator = stream.responses.makeAsyncIterator()
    #expect(try await iterator.next() == ByteBuffer(string: "a"))
    let reason = "the server at \(server.path) closed the connection"
    await #expect(throws: CallFailure.connectionLost(reason: reason, written: true)) { try await iterator.next() }
    #expect(try await iterator.next() == nil)
    await client.close()
    await server.close()
  }

  @Test("a frame that answers no stream of its kind ends that stream only", arguments: ["03 00", "09 00"])
  func failsOnOtherFrames(type: String) async throws {
    let server = try await ScriptedServer { header, channel in
      if header.streamID == 1 {
        channel.send(ByteBuffer(hex: "00 00 00 00 00 00 00 01 \(type)"))
      } else {
        channel.answer(header.streamID, "ok")
      }
    }
    let client = server.client()
    let stream = try client.stream(.clientStreaming, service: "v1.Echo", method: "Join")
    guard case .protocolViolation = await failure(of: stream) else {
      Issue.record("the stream did not end")
      return
    }
    #expect(try await client.echo("Say") == "ok")
    await client.close()
    await server.close()
  }

  @Test func aStreamToNobodyFails() async throws {
    let client = Client(socket: "/nowhere")
    let stream = try client.stream(.bidirectional, service: "v1.Echo", method: "Chat")
    guard case .cannotConnect = await failure(of: stream) else {
      Issue.record("the stream did not end")
      return
    }
    await client.close()
  }
}
