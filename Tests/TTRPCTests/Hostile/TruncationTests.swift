import NIOCore
import NIOEmbedded
import Testing

@testable import TTRPC

/// A valid exchange that ends anywhere.
@Suite(.timeLimit(.minutes(1)))
struct TruncationTests {
  private static let exchange: ByteBuffer = {
    var bytes = ByteBuffer.request(1, metadata: ["muster-account": "111111111111"], timeout: 1_500_000_000)
    bytes.writeImmutableBuffer(.request(3, "v1.Nope"))
    bytes.writeImmutableBuffer(ByteBuffer(frame: .data, 3, flags: .remoteClosed, ByteBuffer(string: "x")))
    bytes.writeImmutableBuffer(.request(5))
    return bytes
  }()

  private static func prefix(_ count: Int) -> ByteBuffer {
    exchange.getSlice(at: 0, length: count) ?? ByteBuffer()
  }

  @Test("line 4 and 5: input that ends anywhere answers what came whole, then closes")
  func endsAnywhere() async throws {
    let answers = [1: "1 \"hi\"", 3: "3 UNIMPLEMENTED: service v1.Nope", 5: "5 \"hi\""]
    for count in 0...Self.exchange.readableBytes {
      let server = try await ServerHarness()
      try await server.receive(Self.prefix(count))
      let whole = events(Self.prefix(count)).compactMap { event -> String? in
        guard case .frame(let header, _) = event, header.type == .request else { return nil }
        return answers[Int(header.streamID)]
      }
      #expect(try await server.answers() == whole, "\(count) bytes")
      try await server.endInput()
      await server.run()
      #expect(!server.channel.isActive, "\(count) bytes")
    }
  }

  @Test("line 4 and 5: connections that are cut off anywhere leave nothing behind")
  func cutsOffAnywhere() async throws {
    let live = try await LiveServer()
    try await live.whileOthersCall {
      for count in 0...Self.exchange.readableBytes {
        let peer = try await RawPeer(live.path)
        await peer.send(Self.prefix(count))
      }
    }
    await live.server.shutdown(within: .seconds(5))
  }

  @Test("line 3 and 67: an answer that ends anywhere before its end fails the call, which then works elsewhere")
  func answersEndAnywhere() async throws {
    var answer = ByteBuffer(frame: .response, 1, ByteBuffer(hex: "12 02 68 69"))
    let whole = answer.readableBytes
    answer.writeImmutableBuffer(ByteBuffer(frame: .response, 3, ByteBuffer(hex: "12 02 68 69")))
    for count in 0...whole {
      let cut = answer.getSlice(at: 0, length: count) ?? ByteBuffer()
      let server = try await ScriptedServer { _, channel in
        channel.writeAndFlush(cut, promise: nil)
        channel.close(promise: nil)
      }
      let client = server.client()
      let reason = "the server at \(server.path) closed the connection"
      let expected = count < whole ? CallFailure.connectionLost(reason: reason, written: true) : nil
      #expect(await client.failure(of: "Say") == expected, "\(count) bytes")
      await client.close()
      await server.close()
    }
  }
}
