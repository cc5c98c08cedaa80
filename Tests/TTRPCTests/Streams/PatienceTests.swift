import NIOCore
import NIOEmbedded
import TestSupport
import Testing

@testable import TTRPC

/// Peers that count nothing send faster than anybody reads, and lose nothing as long as somebody does.
@Suite(.timeLimit(.minutes(1)))
struct PatienceTests {
  private static let many = 5000

  private func open(_ method: String) -> ByteBuffer {
    var frame = ByteBuffer.request(1, "v1.Echo", method, "")
    frame.setInteger(FrameFlags([.remoteOpen, .noData]).rawValue, at: frame.readerIndex + 9)
    return frame
  }

  private func messages(_ count: Int, last: FrameFlags = []) -> ByteBuffer {
    var frames = ByteBuffer()
    for index in 0..<count {
      frames.writeImmutableBuffer(
        ByteBuffer(frame: .data, 1, flags: index == count - 1 ? last : [], ByteBuffer(string: "\(index)")))
    }
    return frames
  }

  @Test("a server waits for its method, and what came behind the message waits too")
  func waitsForTheMethod() async throws {
    let server = try await ServerHarness()
    var bytes = open("Chat")
    bytes.writeImmutableBuffer(messages(200))
    bytes.writeImmutableBuffer(.request(3))
    try await server.receive(bytes)
    // The clock stands still: only the reader can have made room.
    let texts = try await server.awaitFrames(201).map(\.text)
    #expect(texts.filter { $0.hasPrefix("1 ") } == (0..<200).map { "1 data [] \($0)" })
    #expect(texts.contains("3 response \"hi\""))
  }

  @Test("a client that ends its input is heard to the end")
  func waitsForTheMethodOfAHalfClosedClient() async throws {
    let server = try await ServerHarness()
    var bytes = open("Chat")
    bytes.writeImmutableBuffer(messages(200, last: .remoteClosed))
    try await server.receive(bytes)
    try await server.endInput()
    let texts = try await server.awaitFrames(201).map(\.text)
    #expect(texts == (0..<200).map { "1 data [] \($0)" } + ["1 data [1, 4] "])
    await eventually { !server.channel.isActive }
  }

  @Test("a stream that ends while a message waits for it holds nobody up")
  func forgetsAStreamThatEnds() async throws {
    let server = try await ServerHarness()
    var bytes = open("Hold")
    bytes.writeImmutableBuffer(messages(65))
    bytes.writeImmutableBuffer(.request(3))
    try await server.receive(bytes)
    #expect(try await server.frames().isEmpty)
    server.gate.open()
    #expect(try await Set(server.awaitFrames(2).map(\.text)) == ["1 data [1, 4] ", "3 response \"hi\""])
  }

  @Test("a live server takes five thousand messages at once from a peer that counts nothing")
  func takesAFlood() async throws {
    // Readers have their turn among hundreds of tests.
    var configuration = Server.Configuration.defaults
    configuration.streamPatience = .seconds(30)
    let live = try await LiveServer(configuration: configuration)
    let peer = try await RawPeer(live.path)
    var bytes = open("Join")
    bytes.writeImmutableBuffer(messages(Self.many))
    bytes.writeImmutableBuffer(ByteBuffer(frame: .data, 1, flags: [.remoteClosed, .noData], ByteBuffer()))
    await peer.send(bytes)
    let answer = try #require(await peer.frame())
    #expect(String(buffer: answer).hasSuffix((0..<Self.many).map(String.init).joined(separator: "|")))
    await live.server.shutdown(within: .zero)
  }

  @Test("a client takes five thousand messages at once from a server that counts nothing, and an answer behind them")
  func takesAFloodFromAServer() async throws {
    let flood = messages(Self.many, last: .remoteClosed)
    let server = try await ScriptedServer { header, channel in
      guard header.type == .request else { return }
      if header.streamID == 1 { channel.send(flood) } else { channel.answer(header.streamID, "ok") }
    }
    var configuration = Client.Configuration.defaults
    configuration.streamPatience = .seconds(30)
    let client = server.client(configuration)
    let stream = try client.stream(.serverStreaming, service: "v1.Echo", method: "List")
    async let answer = client.echo("Say", timeout: .seconds(30))
    var texts: [String] = []
    for try await message in stream.responses { texts.append(String(buffer: message)) }
    #expect(texts == (0..<Self.many).map { "\($0)" })
    #expect(try await answer == "ok")
    await client.close()
    await server.close()
  }

  @Test("a connection that is lost while a stream's last message waits ends the stream for who reads it")
  func endsAStreamWhoseLastMessageWaits() async throws {
    let bound = StreamBound(messages: 1, bytes: 9)
    let call = StreamCall(id: 1, kind: .serverStreaming, bound: bound) {}
    var streams = OpenStreams()
    streams.open[1] = OpenStreams.Entry(
      call: call, stream: 1, machine: ClientStreamStateMachine(kind: .serverStreaming), isCounted: false)
    #expect(call.input.put(ByteBuffer(string: "a")) && !call.input.put(ByteBuffer(string: "b")))
    streams.waiting = WaitingMessage(
      stream: 1, body: ByteBuffer(string: "b"), isLast: true, deadline: .distantFuture)
    streams.close()
    #expect(try await call.input.next(whenCancelled: .cancelled) == ByteBuffer(string: "a"))
    await #expect(throws: CallFailure.status(.streamUnread(bound))) {
      try await call.input.next(whenCancelled: .cancelled)
    }
  }
}
