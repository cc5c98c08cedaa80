import NIOCore
import NIOEmbedded
import NIOPosix
import Synchronization
import TestSupport
import Testing

@testable import TTRPC

/// Frames that tell a server of ours to give up a call, and servers that know none.
@Suite(.timeLimit(.minutes(1)))
struct CancelTests {
  private func cancel(_ id: StreamID) -> ByteBuffer {
    var frame = ByteBuffer()
    frame.writeCancel(of: id)
    return frame
  }

  private func open(_ method: String, id: StreamID) -> ByteBuffer {
    var frame = ByteBuffer.request(id, "v1.Echo", method, "")
    frame.setInteger(FrameFlags.remoteOpen.rawValue, at: frame.readerIndex + 9)
    return frame
  }

  // MARK: Server

  @Test(
    "a call that is cancelled is given up at once, is not answered, and frees its place",
    arguments: ["Hold", "Later"])
  func givesUp(method: String) async throws {
    let server = try await ServerHarness { $0.callsInFlight = 1 }
    #expect(cancel(1).hex == "00 00 00 00 00 00 00 01 82 00")
    try await server.receive(method == "Hold" ? open(method, id: 1) : .request(1, "v1.Echo", method))
    await eventually { server.gate.waiting == 1 }
    try await server.receive(cancel(1), cancel(1))
    await eventually { server.gate.cancelled == 1 }
    var id: StreamID = 3
    await eventually {
      await server.run()
      try? await server.receive(.request(id))
      id += 2
      return (try? await server.frames().map(\.text)) == ["\(id - 2) response \"hi\""]
    }
    try await server.receive(ByteBuffer(frame: .data, 1, ByteBuffer(string: "late")))
    #expect(try await server.frames().isEmpty)
  }

  @Test("a cancel of no call that runs is nothing")
  func ignoresOthers() async throws {
    let server = try await ServerHarness()
    try await server.receive(cancel(1), .request(1), cancel(1), cancel(7), .request(7))
    #expect(try await server.frames().map(\.text) == ["1 response \"hi\"", "7 response \"hi\""])
    try await server.receive(cancel(2))
    #expect(try await server.frames().map(\.text) == ["2 response \(Status.evenStreamID)"])
  }

  @Test("the last call that is owed an answer may be cancelled while the server drains")
  func closesBehindACancelledCall() async throws {
    let server = try await ServerHarness()
    try await server.receive(open("Hold", id: 1))
    try await server.shutDown()
    #expect(server.channel.isActive)
    try await server.receive(cancel(1))
    await server.run()
    #expect(!server.channel.isActive)
    #expect(try await server.frames().isEmpty)
  }

  @Test("an oversize frame of any kind ends the call that runs on its stream once")
  func failsACallWithAnOversizeFrame() async throws {
    let server = try await ServerHarness { $0.frameBytes = 1024 }
    let body = ByteBuffer(repeating: 0, count: 1025)
    try await server.receive(open("Hold", id: 1))
    try await server.receive(ByteBuffer(frame: .credit, 1, body), ByteBuffer(frame: .cancel, 1, body))
    let refusal = Status.tooLong(1025, limit: 1024)
    #expect(try await server.frames().map(\.text) == ["1 response \(refusal)"])
    await eventually { server.gate.cancelled == 1 }
    // The method is done by now, and its client still does not know that.
    await server.run()
    try await server.receive(ByteBuffer(frame: .data, 1, body))
    #expect(try await server.frames().isEmpty)
  }

  // MARK: Client

  @Test("a stock server gets no frame that it does not know")
  func tellsNoStranger() async throws {
    let server = try await ScriptedServer { header, channel in
      if header.streamID == 5, header.type == .request { channel.answer(5, "ok") }
    }
    let client = server.client()
    let stream = try client.stream(.bidirectional, service: "v1.Echo", method: "Chat")
    await eventually { server.frames.count == 1 }
    stream.cancel()
    await eventually { server.frames.count == 2 }
    let call = Task { try? await client.echo("Sleep") }
    await eventually { server.frames.count == 3 }
    call.cancel()
    _ = await call.value
    #expect(try await client.echo("Say") == "ok")
    #expect(server.frames.map(\.type) == [.request, .data, .request, .request])
    await client.close()
    await server.close()
  }

  // MARK: Both

  @Test("a client that gives up a stream or a call cancels the methods of a server of ours, and no others")
  func givesUpAtBothEnds() async throws {
    let held = Gate()
    let directory = try TemporaryDirectory()
    let server = Server(group: .singletonMultiThreadedEventLoopGroup, logger: LiveServer.quiet)
    for (name, method) in StreamMethod.examples(gate: held) {
      server.register(service: "v1.Echo", method: name, method)
    }
    let slept = Gate()
    server.register(service: "v1.Echo", method: "Sleep", EchoLater(gate: slept))
    try await server.serve(path: directory.file("s"))
    let client = Client(socket: directory.file("s"))

    let chat = try client.stream(.bidirectional, service: "v1.Echo", method: "Chat")
    try await chat.send(ByteBuffer(string: "a"))
    var answers = chat.responses.makeAsyncIterator()
    #expect(try await answers.next() == ByteBuffer(string: "a"))
    for kind in [StreamKind.bidirectional, .serverStreaming] {
      let cancelled = held.cancelled
      let stream = try client.stream(kind, service: "v1.Echo", method: "Hold")
      await eventually { held.waiting == 1 }
      stream.cancel()
      await eventually { held.cancelled == cancelled + 1 }
    }
    // One that writes without end, to nobody who reads.
    let flood = try client.stream(
      .serverStreaming, service: "v1.Echo", method: "Flood", payload: ByteBuffer(string: "1000"))
    flood.cancel()
    let call = Task { await client.failure(of: "Sleep") }
    await eventually { slept.waiting == 1 }
    call.cancel()
    #expect(await call.value == .cancelled)
    await eventually { slept.cancelled == 1 }
    try await chat.send(ByteBuffer(string: "b"))
    #expect(try await answers.next() == ByteBuffer(string: "b"))
    chat.finishSending()
    #expect(try await answers.next() == nil)
    // Nothing is left to wait for.
    let begun = ContinuousClock.now
    await server.shutdown(within: .seconds(60))
    #expect(ContinuousClock.now - begun < .seconds(30))
    await client.close()
  }
}
