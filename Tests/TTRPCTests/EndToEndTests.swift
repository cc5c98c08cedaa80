import Glibc
import NIOCore
import NIOPosix
import TestSupport
import Testing

@testable import TTRPC

/// Server and client on a real socket.
@Suite(.timeLimit(.minutes(1)))
struct EndToEndTests {
  private func withClient(
    _ configuration: Server.Configuration = .defaults, _ body: (Client, LiveServer) async throws -> Void
  ) async throws {
    let live = try await LiveServer(configuration: configuration)
    let client = live.client()
    try await body(client, live)
    await client.close()
    await live.server.shutdown(within: .seconds(5))
  }

  @Test("line 7 and 43: round trips of every size up to the limit", arguments: ["Say", "Now"])
  func roundTripOfEverySize(method: String) async throws {
    try await withClient { client, _ in
      // A frame of exactly the limit: two names of 7 and 3 bytes, the payload, tags and lengths.
      for count in [0, 1, 300, 1 << 20, Limits.frameBytes - 9 - 5 - 5] {
        let payload = ByteBuffer(repeating: 7, count: count)
        let answer = try await client.call(service: "v1.Echo", method: method, payload: payload)
        #expect(answer == payload)
      }
    }
  }

  @Test("line 24: a thousand calls at once", arguments: ["Say", "Now"])
  func aThousandCallsAtOnce(method: String) async throws {
    try await withClient { client, _ in
      let answers = try await withThrowingTaskGroup(of: Bool.self) { group in
        for number in 0..<1000 {
          group.addTask { try await client.echo(method, "\(number)") == "\(number)" }
        }
        return try await group.reduce(into: 0) { $0 += $1 ? 1 : 0 }
      }
      #expect(answers == 1000)
    }
  }

  @Test func moreCallsThanMayBeInFlightWait() async throws {
    var configuration = Server.Configuration.defaults
    configuration.callsInFlight = 4
    let live = try await LiveServer(configuration: configuration)
    var own = Client.Configuration.defaults
    own.callsInFlight = 4
    let client = live.client(own)
    try await withThrowingTaskGroup(of: Void.self) { group in
      for number in 0..<100 {
        group.addTask {
          let answer = try await client.echo("Say", "\(number)")
          #expect(answer == "\(number)")
        }
      }
      try await group.waitForAll()
    }
    await client.close()
    await live.server.shutdown(within: .seconds(5))
  }

  @Test("line 13: a reply that is too long fails that call only")
  func refusesHugeReplies() async throws {
    try await withClient { client, _ in
      await #expect(throws: CallFailure.status(.tooLong(5_000_005, limit: Limits.frameBytes))) {
        try await client.echo("Zeros", "5000000")
      }
      let answer = try await client.echo("Say", "x")
      #expect(answer == "x")
    }
  }

  @Test("line 35 and 36: unknown names and refusals arrive as statuses, details and all")
  func passesStatuses() async throws {
    try await withClient { client, _ in
      await #expect(throws: CallFailure.status(Status(code: .unimplemented, message: "method Nope"))) {
        try await client.echo("Nope")
      }
      let detail = Status.Detail(typeURL: "type.googleapis.com/x.Y", value: [1, 0, 255])
      let status = Status(code: .failedPrecondition, message: "asked to fail", details: [detail])
      await #expect(throws: CallFailure.status(status)) { try await client.echo("Fail") }
    }
  }

  @Test("line 46: the server answers at the deadline it was told")
  func serverEnforcesDeadlines() async throws {
    var configuration = Server.Configuration.defaults
    configuration.deadline = .milliseconds(50)
    try await withClient(configuration) { client, _ in
      await #expect(throws: CallFailure.status(.deadlineExceeded)) { try await client.echo("Sleep", timeout: nil) }
    }
  }

  @Test("line 49: metadata arrives in order")
  func passesMetadata() async throws {
    try await withClient { client, _ in
      let answer = try await client.echo("Metadata", metadata: ["NS": "1", "x": "y", "ns": "ä"])
      #expect(answer == "1,ä")
    }
  }

  @Test func knowsItsPeer() async throws {
    try await withClient { client, _ in
      let own = "\(getpid()) \(geteuid()) \(getegid())"
      let seen = try await client.echo("Peer")
      #expect(seen == own)
    }
  }

  @Test("line 50: the work of a client that is gone is cancelled")
  func cancelsOnDisconnect() async throws {
    let live = try await LiveServer()
    let gate = Gate()
    let server = Server(group: .singletonMultiThreadedEventLoopGroup, logger: LiveServer.quiet)
    server.register(service: "v1.Echo", method: "Later", EchoLater(gate: gate))
    let path = live.directory.file("later")
    try await server.serve(path: path)
    let descriptor = try UnixSocket.connect(to: path)
    let request = ByteBuffer.request(1, "v1.Echo", "Later")
    unsafe request.withUnsafeReadableBytes { bytes in _ = unsafe write(descriptor, bytes.baseAddress, bytes.count) }
    await eventually { gate.waiting == 1 }
    close(descriptor)
    await eventually { gate.cancelled == 1 }
    await server.shutdown(within: .seconds(5))
    await live.server.shutdown(within: .zero)
  }

  @Test("line 69: a client that ends its input still gets its answer")
  func answersAHalfClosedClient() async throws {
    let live = try await LiveServer()
    let descriptor = try UnixSocket.connect(to: live.path)
    let request = ByteBuffer.request(1, "v1.Echo", "Say")
    unsafe request.withUnsafeReadableBytes { bytes in _ = unsafe write(descriptor, bytes.baseAddress, bytes.count) }
    Glibc.shutdown(descriptor, CInt(SHUT_WR))
    let answer = await readAll(descriptor)
    #expect(answer.hex == "00 00 00 04 00 00 00 01 02 00 12 02 68 69")
    close(descriptor)
    await live.server.shutdown(within: .seconds(5))
  }

  @Test("line 61: a client that reads nothing is not read from")
  func stopsReading() async throws {
    var configuration = Server.Configuration.defaults
    configuration.unreadReplyBytes = 1 << 20
    configuration.unreadReplyTime = .milliseconds(200)
    let live = try await LiveServer(configuration: configuration)
    let descriptor = try UnixSocket.connect(to: live.path)
    var requests = ByteBuffer()
    let text = String(repeating: "x", count: 50_000)
    for number in 0..<2000 {
      requests.writeImmutableBuffer(.request(StreamID(number * 2 + 1), "v1.Echo", "Now", text))
    }
    var sent = 0
    await eventually {
      let count = unsafe requests.withUnsafeReadableBytes { bytes in
        unsafe send(descriptor, bytes.baseAddress, bytes.count, CInt(MSG_NOSIGNAL | MSG_DONTWAIT))
      }
      if count > 0 {
        sent += count
        requests.moveReaderIndex(forwardBy: count)
      }
      // In the end the server gives up on us.
      return count < 0 && errno == EPIPE
    }
    #expect(sent < 8 << 20)
    close(descriptor)
    await live.server.shutdown(within: .seconds(5))
  }

  @Test("line 66: a shutdown lets calls finish, refuses new ones, and has an end")
  func shutsDownGracefully() async throws {
    let live = try await LiveServer()
    let gate = Gate()
    let server = Server(group: .singletonMultiThreadedEventLoopGroup, logger: LiveServer.quiet)
    server.register(service: "v1.Echo", method: "Later", EchoLater(gate: gate))
    let client = Client(socket: live.directory.file("later"))
    try await server.serve(path: live.directory.file("later"))
    let running = Task { try await client.echo("Later", "x") }
    await eventually { gate.waiting == 1 }
    async let ended: Void = server.shutdown(within: .seconds(30))
    var refused = false
    while !refused {
      refused = await client.failure(of: "Later", timeout: .milliseconds(20)) == .status(.shuttingDown)
    }
    gate.open()
    #expect(try await running.value == "x")
    await ended
    await #expect(throws: ServerStopped.self) { try await server.serve(path: live.directory.file("again")) }
    await client.close()
    await live.server.shutdown(within: .zero)
  }

  @Test func aShutdownCutsOffWhatTakesTooLong() async throws {
    let live = try await LiveServer()
    let client = live.client()
    let running = Task { await client.failure(of: "Sleep") }
    await eventually { live.gate.waiting == 1 }
    await live.server.shutdown(within: .milliseconds(50))
    let reason = "the server at \(live.path) closed the connection"
    #expect(await running.value == .connectionLost(reason: reason, written: true))
    await client.close()
  }

  @Test func connectsAgainAfterARestart() async throws {
    let live = try await LiveServer()
    let client = live.client()
    #expect(try await client.echo("Say", "1") == "1")
    await live.server.shutdown(within: .seconds(5))
    await #expect(throws: CallFailure.self) { try await client.echo("Say", "2") }
    // The dead server's socket is still there, and is replaced.
    let second = try await LiveServer(in: live.directory)
    #expect(try await client.echo("Say", "3") == "3")
    await client.close()
    await second.server.shutdown(within: .seconds(5))
  }

  @Test func doesNotTakeThePlaceOfALivingServer() async throws {
    let live = try await LiveServer()
    await #expect(throws: SocketFailure(operation: "listen at", path: live.path, errno: EADDRINUSE)) {
      _ = try await LiveServer(in: live.directory)
    }
    await live.server.shutdown(within: .zero)
  }

  @Test func pathsMayHave107Bytes() async throws {
    let directory = try TemporaryDirectory()
    let longest = directory.file(String(repeating: "x", count: 107 - directory.path.utf8.count - 1))
    close(try UnixSocket.listen(at: longest, mode: 0o600))
    #expect(throws: SocketFailure(operation: "connect to", path: longest + "x", errno: ENAMETOOLONG)) {
      try UnixSocket.connect(to: longest + "x")
    }
    #expect(throws: SocketFailure.self) { try UnixSocket.connect(to: "") }
    #expect(throws: SocketFailure.self) { try UnixSocket.connect(to: "\0abstract") }
  }

  /// Reads until the other end closes.
  private func readAll(_ descriptor: CInt) async -> ByteBuffer {
    var all = ByteBuffer()
    await eventually {
      var bytes = [UInt8](repeating: 0, count: 4096)
      let count = unsafe read(descriptor, &bytes, bytes.count)
      if count > 0 { all.writeBytes(bytes.prefix(count)) }
      return count == 0
    }
    return all
  }
}
