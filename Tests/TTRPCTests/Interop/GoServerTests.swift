import NIOCore
import TestSupport
import Testing

@testable import TTRPC

/// Our client at Go's server, whose methods are in `Tests/Interop/peer/server.go`.
@Suite(.timeLimit(.minutes(1)), .enabled(if: GoPeer.path != nil, GoPeer.whereItRuns))
struct GoServerTests {
  private func withGo(
    _ configuration: Client.Configuration = .defaults, _ body: (Client) async throws -> Void
  ) async throws {
    let go = try await GoServer()
    let client = go.client(configuration)
    try await body(client)
    await client.close()
    await go.stop()
  }

  /// What a request to v1.Echo/Length and an answer take beside the payload, where that is megabytes.
  private let requestAround = 7 + 2 + 6 + 2 + 5
  private let answerAround = 5

  private func length(_ client: Client, _ count: Int) async throws -> String {
    let payload = ByteBuffer(repeating: 7, count: count)
    return String(buffer: try await client.call(service: "v1.Echo", method: "Length", payload: payload))
  }

  @Test("line 43: payloads of any size, also none", arguments: [0, 1, 1 << 20])
  func sizes(count: Int) async throws {
    try await withGo { client async throws in
      let payload = ByteBuffer(repeating: 7, count: count)
      #expect(try await client.call(service: "v1.Echo", method: "Say", payload: payload) == payload)
      #expect(try await length(client, count) == "\(count)")
    }
  }

  @Test("lines 7, 11 and 12: frames of the limit, and of a byte more, both ways")
  func edges() async throws {
    try await withGo { client async throws in
      let limit = Limits.frameBytes
      for _ in 0..<2 {
        #expect(try await length(client, limit - requestAround) == "\(limit - requestAround)")
        await #expect(throws: CallFailure.messageTooLarge(size: limit + 1, limit: limit)) {
          _ = try await length(client, limit - requestAround + 1)
        }
        let zeros = try await client.echo("Zeros", "\(limit - answerAround)")
        #expect(zeros.utf8.count == limit - answerAround)
        await #expect(throws: CallFailure.status(.tooLong(limit + 1, limit: limit))) {
          _ = try await client.echo("Zeros", "\(limit - answerAround + 1)")
        }
      }
    }
  }

  @Test("line 8: what Go says of a frame that is too long")
  func refusesOversize() async throws {
    var configuration = Client.Configuration.defaults
    configuration.frameBytes = Limits.frameBytes + 1
    try await withGo(configuration) { client async throws in
      await #expect(throws: CallFailure.status(.tooLong(Limits.frameBytes + 1, limit: Limits.frameBytes))) {
        _ = try await length(client, Limits.frameBytes - requestAround + 1)
      }
      #expect(try await client.echo("Say", "still here") == "still here")
    }
  }

  @Test("line 42: every status, with its message and details, byte for byte")
  func statuses() async throws {
    try await withGo { client async throws in
      for code in -1...17 where code != 0 {
        await #expect(throws: CallFailure.status(.asked(for: "\(code)"))) {
          _ = try await client.echo("Status", "\(code)")
        }
      }
      // Go's servers cannot say 0 but by succeeding.
      #expect(try await client.echo("Status", "0") == "no error")
    }
  }

  @Test(
    "what Go makes of its own errors",
    arguments: [
      ("eof", Status.Code.outOfRange, "EOF"), ("pipe", .failedPrecondition, "io: read/write on closed pipe"),
      ("invalid", .invalidArgument, "invalid argument"), ("canceled", .cancelled, "context canceled"),
      ("deadline", .deadlineExceeded, "context deadline exceeded"), ("exist", .alreadyExists, "file already exists"),
      ("not exist", .notFound, "file does not exist"), ("permission", .permissionDenied, "permission denied"),
      ("other", .unknown, "some error"),
    ])
  func errors(name: String, code: Status.Code, message: String) async throws {
    try await withGo { client async throws in
      await #expect(throws: CallFailure.status(Status(code: code, message: message))) {
        _ = try await client.echo("Error", name)
      }
    }
  }

  @Test("line 36: unknown names")
  func names() async throws {
    try await withGo { client async throws in
      for (service, method, message) in [
        ("v1.Echo", "Nope", "method Nope"), ("v1.Nope", "Say", "service v1.Nope"), ("", "", "service "),
        ("v1.Echo", "", "method "), ("v1.echo", "Say", "service v1.echo"),
      ] {
        await #expect(throws: CallFailure.status(Status(code: .unimplemented, message: message))) {
          _ = try await client.call(service: service, method: method, payload: ByteBuffer())
        }
      }
      #expect(try await client.echo("Say", "still here") == "still here")
    }
  }

  @Test("line 49: metadata in order, and as Go reads its keys")
  func metadata() async throws {
    try await withGo { client async throws in
      let metadata: Metadata = [
        "ns": "k8s.io", "other": "x", "ns": "moby", "ns": "", "MixedCase": "1", "ns": "k8s.io", "ns": "grüße",
        "MixedCase": "2",
      ]
      #expect(try await client.echo("Metadata", "ns", metadata: metadata) == "k8s.io,moby,,k8s.io,grüße")
      #expect(
        try await client.echo("Metadata", "=", metadata: metadata)
          == "MixedCase=1,2 ns=k8s.io,moby,,k8s.io,grüße other=x")
      // Go looks for a key in lower case only: what was sent in another case is there, and not found.
      #expect(try await client.echo("Metadata", "MixedCase", metadata: metadata) == "")
      #expect(try await client.echo("Metadata", "=") == "")
    }
  }

  @Test("a server that knows no streams refuses them one by one")
  func streams() async throws {
    try await withGo { client async throws in
      let unimplemented = CallFailure.status(Status(code: .unimplemented, message: "method Chat"))
      for kind in [StreamKind.serverStreaming, .clientStreaming, .bidirectional] {
        let stream = try client.stream(kind, service: "v1.Echo", method: "Chat")
        // Whether or not these go out before the refusal comes: this Go ignores what it does not know.
        if kind.clientStreams { try? await stream.send(ByteBuffer(string: "early")) }
        await #expect(throws: unimplemented) { for try await _ in stream.responses {} }
      }
      #expect(try await client.echo("Say", "still here") == "still here")
    }
  }
}
