import Glibc
import NIOCore
import NIOPosix
import Synchronization
import TestSupport
import Testing

@testable import TTRPC

/// Streams between our own ends, over a real socket.
@Suite(.timeLimit(.minutes(1)))
struct StreamEndToEndTests {
  private func read(_ stream: ClientStream) async throws -> [String] {
    var messages: [String] = []
    for try await message in stream.responses { messages.append(String(buffer: message)) }
    return messages
  }

  private func server(_ configure: (Server) -> Void = { _ in }) async throws -> (Server, TemporaryDirectory, Gate) {
    let directory = try TemporaryDirectory()
    let gate = Gate()
    let server = Server(group: .singletonMultiThreadedEventLoopGroup, logger: LiveServer.quiet)
    for (name, method) in StreamMethod.examples(gate: gate) {
      server.register(service: "v1.Echo", method: name, method)
    }
    server.register(service: "v1.Echo", method: "Now", EchoNow())
    configure(server)
    try await server.serve(path: directory.file("s"))
    return (server, directory, gate)
  }

  @Test("all kinds of streams on one connection, and unary calls among them")
  func speaksToItself() async throws {
    let (server, directory, _) = try await server()
    let client = Client(socket: directory.file("s"))
    let list = try client.stream(
      .serverStreaming, service: "v1.Echo", method: "List", payload: ByteBuffer(string: "3 fail"))
    var iterator = list.responses.makeAsyncIterator()
    for index in 0..<3 { #expect(try await iterator.next() == ByteBuffer(string: "\(index)")) }
    await #expect(throws: CallFailure.status(Status(code: .aborted, message: "asked to fail"))) {
      try await iterator.next()
    }
    let join = try client.stream(.clientStreaming, service: "v1.Echo", method: "Join", metadata: ["ns": "a"])
    for word in ["x", "", "y"] { try await join.send(ByteBuffer(string: word)) }
    join.finishSending()
    #expect(try await String(buffer: join.response()) == "a:x||y")
    let chat = try client.stream(.bidirectional, service: "v1.Echo", method: "Chat")
    var answers = chat.responses.makeAsyncIterator()
    for index in 0..<200 {
      try await chat.send(ByteBuffer(string: "\(index)"))
      #expect(try await answers.next() == ByteBuffer(string: "\(index)"))
      if index % 50 == 0 { #expect(try await client.echo("Now", "hi") == "hi") }
    }
    chat.finishSending()
    #expect(try await answers.next() == nil)
    await client.close()
    await server.shutdown(within: .seconds(5))
  }

  @Test("a writer waits while the socket is full, and is cancelled there when its client is gone")
  func suspendsWriters() async throws {
    let sent = Mutex(0)
    let ended = Gate()
    let (server, directory, _) = try await server { server in
      server.registerServerStreaming(service: "v1.Echo", method: "Count") { _, writer, _ throws(Status) in
        defer { ended.open() }
        while true {
          try await writer.send(ByteBuffer(repeating: 0, count: 10_000))
          sent.withLock { $0 += 10_000 }
        }
      }
    }
    // Speaks and never reads.
    let socket = try UnixSocket.connect(to: directory.file("s"))
    let request = ByteBuffer.request(1, "v1.Echo", "Count", "")
    let written = unsafe request.withUnsafeReadableBytes { unsafe write(socket, $0.baseAddress, $0.count) }
    #expect(written == request.readableBytes)
    await eventually { sent.withLock(\.self) > Limits.streamBytesInFlight }
    var last = 0
    // It has stopped when it does not move for a while; the bound below is what is proved.
    for _ in 0..<20 {
      last = sent.withLock(\.self)
      try await Task.sleep(for: .milliseconds(2))
    }
    let kernel = 1 << 20
    #expect(last < Limits.streamBytesInFlight + Limits.streamAheadBytes + Limits.writeBytes + kernel)
    close(socket)
    await ended.pass()
    await server.shutdown(within: .seconds(5))
  }

  @Test("line 66: a shutdown without time cancels every stream, endless or not", arguments: [0, 50])
  func cancelsStreamsWhenTimeIsUp(milliseconds: Int) async throws {
    let (server, directory, gate) = try await server()
    let client = Client(socket: directory.file("s"))
    let streams = try ["Hold", "Endless", "Hold"].map {
      try client.stream(.bidirectional, service: "v1.Echo", method: $0)
    }
    await eventually { gate.waiting == 3 }
    await server.shutdown(within: .milliseconds(milliseconds))
    await eventually { gate.cancelled == 3 }
    for (index, stream) in streams.enumerated() {
      do throws(CallFailure) {
        for try await _ in stream.responses {}
        Issue.record("stream \(index) came to an end of its own")
      } catch {
        // What the others are told is that the connection is gone.
        let isTold = error == .status(.streamShutDown)
        #expect(isTold == (index == 1 && milliseconds > 0) || milliseconds == 0, "\(index): \(error)")
      }
    }
    await client.close()
  }
}
