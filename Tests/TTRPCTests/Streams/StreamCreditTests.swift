import NIOCore
import NIOPosix
import Synchronization
import Testing

@testable import TTRPC

/// Credits: what our own two ends agree on, and what others make of it.
@Suite(.timeLimit(.minutes(1)))
struct StreamCreditTests {
  @Test(
    "only what we wrote is a window",
    arguments: [
      "", "64", "0 5", "-1 5", "+64 5", "64 x", "64 5 6", "99999999999 5", "counted 64 5", "64 counted", "64 5 Counted",
    ])
  func readsNoOtherWindow(value: String) {
    #expect(StreamCredit.announcement(in: [StreamCredit.key: value]) == .nothing)
    #expect(StreamCredit.announcement(in: [:]) == .nothing)
  }

  @Test("what our client writes is read as it is meant")
  func readsWindows() {
    let bound = StreamBound(messages: 64, bytes: 0)
    let read = { (kind: StreamKind) in
      let entry = StreamCredit.announce(kind, window: bound)
      return StreamCredit.announcement(in: [entry.key: entry.value])
    }
    #expect(read(.serverStreaming) == StreamCredit.Announcement(window: bound, counts: false))
    #expect(read(.clientStreaming) == StreamCredit.Announcement(window: nil, counts: true))
    #expect(read(.bidirectional) == StreamCredit.Announcement(window: bound, counts: true))
  }

  private func list(_ window: Metadata) -> ByteBuffer {
    .request(1, "v1.Echo", "List", "5", metadata: window)
  }

  @Test("a server keeps to the window it is told, and goes on with credit")
  func keepsToTheWindow() async throws {
    let server = try await ServerHarness()
    try await server.receive(list([StreamCredit.key: "2 100"]))
    #expect(try await server.awaitFrames(3).map(\.text) == ["1 type 129 [] ", "1 data [] 0", "1 data [] 1"])
    var credit = ByteBuffer()
    credit.writeCredit(StreamBound(messages: 1, bytes: 1), to: 1)
    #expect(credit.hex == "00 00 00 08 00 00 00 01 81 00 00 00 00 01 00 00 00 01")
    try await server.receive(credit)
    #expect(try await server.awaitFrames(1).map(\.text) == ["1 data [] 2"])
    try await server.receive(ByteBuffer(frame: .credit, 1, ByteBuffer(string: "no")), credit, credit)
    #expect(try await server.awaitFrames(3).map(\.text) == ["1 data [] 3", "1 data [] 4", "1 data [1, 4] "])
  }

  @Test("a server that is told of no window sends no frame that a stock client does not know")
  func isSilentWithoutAWindow() async throws {
    let server = try await ServerHarness()
    try await server.receive(list([:]))
    #expect(try await server.awaitFrames(6).map(\.text).first == "1 data [] 0")
  }

  @Test("a client sends no credit to a server that does not count")
  func sendsNoCreditUnasked() async throws {
    let server = try await ScriptedServer { header, channel in
      guard header.streamID == 1, header.type == .request else { return channel.answer(header.streamID, "ok") }
      for _ in 0..<60 { channel.send(ByteBuffer(frame: .data, header.streamID)) }
      channel.send(ByteBuffer(hex: "00 00 00 00 00 00 00 01 03 05"))
    }
    let client = Client(socket: server.path)
    let stream = try client.stream(.serverStreaming, service: "v1.Echo", method: "List")
    for try await _ in stream.responses {}
    #expect(try await client.echo("Say") == "ok")
    #expect(server.frames.map(\.type) == [.request, .request])
    await client.close()
    await server.close()
  }

  @Test("line 51: 10,000 messages to a reader that is slower than their writer, none lost")
  func streamsWithoutEnd() async throws {
    let directory = try TemporaryDirectory()
    let server = Server(group: .singletonMultiThreadedEventLoopGroup, logger: LiveServer.quiet)
    for (name, method) in StreamMethod.examples(gate: Gate()) {
      server.register(service: "v1.Echo", method: name, method)
    }
    try await server.serve(path: directory.file("s"))
    let client = Client(socket: directory.file("s"))
    let stream = try client.stream(
      .serverStreaming, service: "v1.Echo", method: "List", payload: ByteBuffer(string: "10000"))
    var next = 0
    for try await message in stream.responses {
      #expect(String(buffer: message) == "\(next)")
      next += 1
      if next % 1000 == 0 { try await Task.sleep(for: .milliseconds(1)) }
    }
    #expect(next == 10_000)
    await client.close()
    await server.shutdown(within: .seconds(5))
  }
}
