import NIOCore
import NIOPosix
import Synchronization
import TestSupport
import Testing

@testable import TTRPC

/// Credits for what a client sends: what our own two ends agree on, and what others make of it.
@Suite(.timeLimit(.minutes(1)))
struct SendCreditTests {
  // MARK: Our server

  private func open(_ method: String, id: StreamID = 1, _ window: String? = "counted") -> ByteBuffer {
    var frame = ByteBuffer.request(
      id, "v1.Echo", method, "", metadata: window.map { [StreamCredit.key: $0] } ?? [:])
    frame.setInteger(FrameFlags([.remoteOpen, .noData]).rawValue, at: frame.readerIndex + 9)
    return frame
  }

  private func messages(_ count: Int, id: StreamID = 1, _ size: Int = 0) -> ByteBuffer {
    var frames = ByteBuffer()
    for _ in 0..<count {
      frames.writeImmutableBuffer(ByteBuffer(frame: .data, id, ByteBuffer(repeating: 0x61, count: size)))
    }
    return frames
  }

  @Test("a server says what it keeps to who counts, and gives credit for what its method has taken")
  func givesCredit() async throws {
    let server = try await ServerHarness()
    try await server.receive(open("Join"))
    // 64 messages or 256 KiB of the stream, 12 MiB of the connection.
    #expect(
      try await server.frames().map(\.bytes.hex) == [
        "00 00 00 0c 00 00 00 01 81 00 00 00 00 40 00 04 00 00 00 c0 00 00"
      ])
    try await server.receive(messages(32))
    let half = "00 00 00 08 00 00 00 01 81 00 00 00 00 20 00 00 00 00"
    #expect(try await server.awaitFrames(1).map(\.bytes.hex) == [half])
    // Few bytes are worth a frame, since all streams of a connection share its room.
    try await server.receive(messages(1, 8192))
    let one = "00 00 00 08 00 00 00 01 81 00 00 00 00 01 00 00 20 00"
    #expect(try await server.awaitFrames(1).map(\.bytes.hex) == [one])
    try await server.receive(messages(1))
    await server.run()
    #expect(try await server.frames().isEmpty)
  }

  @Test("who does not count gets no frame that a stock client does not know", arguments: [nil, "64 262144", "count"])
  func isSilentToOthers(window: String?) async throws {
    let server = try await ServerHarness()
    try await server.receive(open("Join", window), messages(64), messages(1, 8192))
    try await server.receive(ByteBuffer(frame: .data, 1, ByteBuffer(string: "stop")))
    #expect(try await server.awaitFrames(1).map(\.text).first?.hasPrefix("1 response") == true)
  }

  @Test("who counts may send as much as it does before it knows the window, however small that is")
  func keepsWhatIsSentAhead() async throws {
    let server = try await ServerHarness {
      $0.streamMessages = 2
      $0.streamBytes = 10
      $0.streamPatience = .zero
    }
    try await server.receive(open("Hold"), messages(64, 4096), open("Hold", id: 3, nil), messages(3, id: 3))
    #expect(
      try await server.frames().map(\.text) == [
        "1 type 129 [] 00 00 00 40 00 04 00 00 00 c0 00 00",
        "3 response \(Status.streamUnread(StreamBound(messages: 2, bytes: 10)))",
      ])
    try await server.receive(messages(1))
    #expect(
      try await server.frames().map(\.text) == [
        "1 response \(Status.streamUnread(StreamBound(messages: 64, bytes: 262_144)))"
      ])
  }

  // MARK: Our client

  @Test("a client sends 64 messages to a stranger, then asks who it is, and sends the rest to a stock server")
  func asksAStranger() async throws {
    let isAsked = Gate()
    let server = try await ScriptedServer { header, channel in
      guard header.type == .request, header.streamID > 1 else { return }
      Task {
        await isAsked.pass()
        channel.send(ByteBuffer(frame: .response, header.streamID, ByteBuffer(hex: "0a 02 08 0c")))
      }
    }
    let client = server.client()
    let stream = try client.stream(.clientStreaming, service: "v1.Echo", method: "Join")
    for index in 0..<100 { try await stream.send(ByteBuffer(string: "\(index)")) }
    await eventually { server.frames.count == 66 }
    // The question is asked once: the numbers below hold only if nothing else comes.
    #expect(server.frames.map(\.streamID) == Array(repeating: 1, count: 65) + [3])
    let question = "0a 10 74 74 72 70 63 2e 45 78 74 65 6e 73 69 6f 6e 73 12 03 41 73 6b"
    #expect(server.bytes.hex.hasSuffix("00 00 00 17 00 00 00 03 01 00 \(question)"))
    isAsked.open()
    await eventually { server.frames.count == 66 + 36 }
    // Another stream on the connection asks no more.
    let other = try client.stream(.clientStreaming, service: "v1.Echo", method: "Join")
    for index in 0..<100 { try await other.send(ByteBuffer(string: "\(index)")) }
    await eventually { server.frames.count == 66 + 36 + 101 }
    #expect(server.frames.suffix(101).allSatisfy { $0.streamID == 5 })
    await client.close()
    await server.close()
  }

  @Test("a client keeps to the window that it is told, and goes on with credit")
  func keepsToTheWindow() async throws {
    let connection = Mutex<(any Channel)?>(nil)
    let server = try await ScriptedServer { header, channel in
      connection.withLock { $0 = channel }
      guard header.type == .request else { return }
      if header.streamID > 1 { return channel.answer(header.streamID, "ok") }
      var frame = ByteBuffer()
      frame.writeWindow(
        StreamCredit.Window(stream: StreamBound(messages: 3, bytes: 1000), connection: 1 << 20), to: 1)
      channel.send(frame)
    }
    let client = server.client()
    let stream = try client.stream(.clientStreaming, service: "v1.Echo", method: "Join")
    // What is answered behind the window has it before.
    #expect(try await client.echo("Say") == "ok")
    for _ in 0..<100 { try await stream.send(ByteBuffer()) }
    await eventually { server.frames.count { $0.type == .data } == 3 }
    // What there was to be sent before the first was sent before the second.
    for _ in 0..<2 { #expect(try await client.echo("Say") == "ok") }
    #expect(server.frames.count { $0.type == .data } == 3)
    var credit = ByteBuffer()
    credit.writeCredit(StreamBound(messages: 2, bytes: 0), to: 1)
    connection.withLock(\.self)?.send(credit)
    await eventually { server.frames.count { $0.type == .data } == 5 }
    await client.close()
    await server.close()
  }

  // MARK: Both

  private func withServer(
    _ configure: (inout Server.Configuration) -> Void = { _ in }, register: (Server) -> Void,
    _ body: (Client) async throws -> Void
  ) async throws {
    let directory = try TemporaryDirectory()
    var configuration = Server.Configuration.defaults
    configure(&configuration)
    let server = Server(
      group: .singletonMultiThreadedEventLoopGroup, configuration: configuration, logger: LiveServer.quiet)
    register(server)
    server.register(service: "v1.Echo", method: "Now", EchoNow())
    try await server.serve(path: directory.file("s"))
    let client = Client(socket: directory.file("s"))
    try await body(client)
    await client.close()
    await server.shutdown(within: .seconds(5))
  }

  /// Reads slowly, and answers with the number and the bytes of what it read.
  private static func slowly(
    _ messages: StreamMessages, _ context: CallContext
  ) async throws(Status) -> ByteBuffer {
    var count = 0
    var bytes = 0
    for try await message in messages {
      if count % 500 == 0 { try? await Task.sleep(for: .milliseconds(1)) }
      count += 1
      bytes += message.readableBytes
    }
    return ByteBuffer(string: "\(count) \(bytes)")
  }

  @Test("line 60: 10,000 messages to a method that is slower than their writer, none lost", arguments: [64, 2])
  func streamsWithoutEnd(window: Int) async throws {
    try await withServer {
      $0.streamMessages = window
    } register: {
      $0.registerClientStreaming(service: "v1.Echo", method: "Slow", handler: Self.slowly)
    } _: { client in
      let stream = try client.stream(.clientStreaming, service: "v1.Echo", method: "Slow")
      for _ in 0..<10_000 { try await stream.send(ByteBuffer(string: "hello")) }
      stream.finishSending()
      #expect(try await String(buffer: stream.response()) == "10000 50000")
    }
  }

  @Test("line 60: streams that together have more than a connection keeps lose nothing, and delay no call")
  func sharesTheConnection() async throws {
    let gate = Gate()
    try await withServer {
      $0.frameBytes = 64 << 10
      $0.unreadStreamBytes = 0
    } register: { server in
      server.registerClientStreaming(service: "v1.Echo", method: "Slow") { messages, context throws(Status) in
        await gate.pass()
        return try await Self.slowly(messages, context)
      }
    } _: { client in
      try await withThrowingTaskGroup(of: Void.self) { group in
        for index in 0..<40 {
          group.addTask {
            let stream = try client.stream(.clientStreaming, service: "v1.Echo", method: "Slow")
            // A fifth of a megabyte, in messages of very different lengths.
            let size = [100, 5_000, 60_000][index % 3]
            for _ in 0..<(200_000 / size) { try await stream.send(ByteBuffer(repeating: 0, count: size)) }
            stream.finishSending()
            #expect(try await String(buffer: stream.response()) == "\(200_000 / size) \(200_000 / size * size)")
          }
        }
        await eventually { gate.waiting == 40 }
        for _ in 0..<20 { #expect(try await client.echo("Now", "meanwhile") == "meanwhile") }
        gate.open()
        try await group.waitForAll()
      }
    }
  }

  @Test("line 60: a stream that is read goes on beside as many as stand still")
  func goesOnBesideTheStuck() async throws {
    try await withServer {
      $0.frameBytes = 64 << 10
      $0.unreadStreamBytes = 1 << 20
    } register: { server in
      server.registerClientStreaming(service: "v1.Echo", method: "Slow", handler: Self.slowly)
      server.register(
        service: "v1.Echo", method: "Hold",
        .bidirectional { _, _, _ throws(Status) in
          await Gate().pass()
        })
    } _: { client in
      // Together they have far more than a connection keeps, and none of it is ever read.
      let stuck = try (0..<20).map { _ in try client.stream(.bidirectional, service: "v1.Echo", method: "Hold") }
      let writers = stuck.map { stream in
        Task {
          while (try? await stream.send(ByteBuffer(repeating: 0, count: 5000))) != nil {}
        }
      }
      for size in [1, 500, 20_000] {
        let stream = try client.stream(.clientStreaming, service: "v1.Echo", method: "Slow")
        for _ in 0..<300 { try await stream.send(ByteBuffer(repeating: 0, count: size)) }
        stream.finishSending()
        #expect(try await String(buffer: stream.response()) == "300 \(300 * size)")
      }
      for stream in stuck { stream.cancel() }
      for writer in writers { await writer.value }
    }
  }

  @Test("line 60: short messages go on beside a thousand streams that nobody reads")
  func goesOnBesideAThousand() async throws {
    try await withServer { _ in
    } register: { server in
      server.registerClientStreaming(service: "v1.Echo", method: "Slow", handler: Self.slowly)
      server.register(
        service: "v1.Echo", method: "Hold",
        .bidirectional { _, _, _ throws(Status) in
          await Gate().pass()
        })
    } _: { client in
      let stuck = try (0..<1000).map { _ in try client.stream(.bidirectional, service: "v1.Echo", method: "Hold") }
      // More than the two thirds of 12 MiB that are for all, and more of each than it may have unread.
      let message = ByteBuffer(repeating: 0, count: 1000)
      let writers = stuck.map { stream in
        Task {
          for _ in 0..<16 { try? await stream.send(message) }
        }
      }
      // Who waits has written all, or cannot: its queue here is longer.
      for writer in writers { await writer.value }
      let stream = try client.stream(.clientStreaming, service: "v1.Echo", method: "Slow")
      for _ in 0..<300 { try await stream.send(ByteBuffer(repeating: 0, count: 100)) }
      stream.finishSending()
      #expect(try await String(buffer: stream.response()) == "300 30000")
      for stream in stuck { stream.cancel() }
    }
  }
}
