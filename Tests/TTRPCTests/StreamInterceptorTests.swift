import NIOCore
import NIOPosix
import Synchronization
import TestSupport
import Testing

@testable import TTRPC

/// Interceptors that see streams, at both ends of a real socket.
@Suite(.timeLimit(.minutes(1)))
struct StreamInterceptorTests {
  private func withServer(
    _ serverInterceptors: [any ServerInterceptor] = [], _ clientInterceptors: [any ClientInterceptor] = [],
    _ body: (Client, Gate) async throws -> Void
  ) async throws {
    let directory = try TemporaryDirectory()
    let gate = Gate()
    let server = Server(
      group: .singletonMultiThreadedEventLoopGroup, interceptors: serverInterceptors, logger: LiveServer.quiet)
    for (name, method) in StreamMethod.examples(gate: gate) {
      server.register(service: "v1.Echo", method: name, method)
    }
    server.register(service: "v1.Echo", method: "Now", EchoNow())
    try await server.serve(path: directory.file("s"))
    let client = Client(socket: directory.file("s"), interceptors: clientInterceptors)
    try await body(client, gate)
    await client.close()
    await server.shutdown(within: .zero)
  }

  private func end(of stream: ClientStream) async -> CallFailure? {
    do throws(CallFailure) {
      for try await _ in stream.responses {}
      return nil
    } catch {
      return error
    }
  }

  @Test("one interceptor sees unary calls and streams, and what went over each", arguments: [false, true])
  func seesStreamsAndCalls(isClient: Bool) async throws {
    let log = StreamLog()
    try await withServer(isClient ? [] : [log], isClient ? [log] : []) { client, _ in
      _ = try await client.echo("Now", "x")
      let chat = try client.stream(.bidirectional, service: "v1.Echo", method: "Chat")
      for text in ["hi", "", "you"] { try await chat.send(ByteBuffer(string: text)) }
      chat.finishSending()
      #expect(await end(of: chat) == nil)
      await eventually { log.lines.count == 4 }
      let list = try client.stream(
        .serverStreaming, service: "v1.Echo", method: "List", payload: ByteBuffer(string: "12 fail"))
      #expect(await end(of: list) == .status(Status(code: .aborted, message: "asked to fail")))
      await eventually { log.lines.count == 6 }
    }
    // The request of a server stream is not counted by the client, which sends it with the call.
    let list = isClient ? "in 12 of 14, out 0 of 0" : "in 1 of 7, out 12 of 14"
    #expect(
      log.lines == [
        "Now unary begins", "Now ends: nil", "Chat bidirectional begins", "Chat ends: nil, in 3 of 5, out 3 of 5",
        "List serverStreaming begins", "List ends: ABORTED: asked to fail, \(list)",
      ])
  }

  @Test func anInterceptorRefusesAStreamBeforeItsMethodRuns() async throws {
    let log = StreamLog()
    let refusal = Status(code: .permissionDenied, message: "not you")
    try await withServer([log, Refuser(status: refusal), StreamLog()]) { client, gate in
      let stream = try client.stream(.bidirectional, service: "v1.Echo", method: "Hold")
      #expect(await end(of: stream) == .status(refusal))
      #expect(gate.waiting == 0)
      #expect(log.lines == ["Hold bidirectional begins", "Hold ends: \(refusal), in 0 of 0, out 0 of 0"])
    }
  }

  @Test func anInterceptorHearsOnceOfAStreamWhoseClientIsGone() async throws {
    let log = StreamLog()
    try await withServer([log]) { client, gate in
      let stream = try client.stream(.bidirectional, service: "v1.Echo", method: "Hold")
      await eventually { gate.waiting == 1 }
      await client.close()
      await eventually { log.lines.count == 2 }
      await eventually { gate.cancelled == 1 }
      _ = stream
    }
    #expect(log.lines == ["Hold bidirectional begins", "Hold ends: \(Status.streamCancelled), in 0 of 0, out 0 of 0"])
  }

  @Test func aClientInterceptorHearsOnceOfAStreamThatIsAbandoned() async throws {
    let log = StreamLog()
    try await withServer([], [log]) { client, _ in
      let stream = try client.stream(.bidirectional, service: "v1.Echo", method: "Hold")
      stream.cancel()
      stream.cancel()
      #expect(await end(of: stream) == .cancelled)
      await eventually { log.lines.count == 2 }
      #expect(throws: CallFailure.deadlineExceeded) {
        try client.stream(.bidirectional, service: "v1.Echo", method: "Hold", timeout: .zero)
      }
      await eventually { log.lines.count == 4 }
    }
    #expect(
      log.lines == [
        "Hold bidirectional begins", "Hold ends: \(CallFailure.cancelled), in 0 of 0, out 0 of 0",
        "Hold bidirectional begins", "Hold ends: \(CallFailure.deadlineExceeded), in 0 of 0, out 0 of 0",
      ])
  }

  @Test("an interceptor that knows of no streams is told of their ends all the same, and what it adds is sent")
  func needsToKnowNothingOfStreams() async throws {
    let ends = Mutex(0)
    try await withServer([], [Plain { ends.withLock { $0 += 1 } }]) { client, _ in
      let join = try client.stream(.clientStreaming, service: "v1.Echo", method: "Join")
      try await join.send(ByteBuffer(string: "x"))
      join.finishSending()
      #expect(try await String(buffer: join.response()) == "added:x")
      await eventually { ends.withLock(\.self) == 1 }
    }
  }
}

/// Writes down what it sees, at either end.
private final class StreamLog: ServerInterceptor, ClientInterceptor {
  private let state = Mutex<[String]>([])

  var lines: [String] { state.withLock(\.self) }

  private func add(_ line: String) {
    state.withLock { $0.append(line) }
  }

  private func begins(_ method: String, _ kind: StreamKind?) {
    add("\(method) \(kind.map { "\($0)" } ?? "unary") begins")
  }

  private func ends(_ method: String, _ failure: (some CustomStringConvertible)?, _ traffic: StreamTraffic? = nil) {
    let counts = traffic.map {
      ", in \($0.messagesReceived) of \($0.bytesReceived), out \($0.messagesSent) of \($0.bytesSent)"
    }
    add("\(method) ends: \(failure.map { "\($0)" } ?? "nil")\(counts ?? "")")
  }

  func willHandle(_ call: CallContext) throws(Status) { begins(call.method, call.stream) }

  func didFinish(_ call: CallContext, with status: Status?, after duration: Duration) { ends(call.method, status) }

  func didFinishStream(
    _ call: CallContext, with status: Status?, after duration: Duration, traffic: StreamTraffic
  ) { ends(call.method, status, traffic) }

  func willCall(_ call: inout ClientCall) { begins(call.method, call.stream) }

  func didFinish(_ call: ClientCall, with failure: CallFailure?, after duration: Duration) {
    ends(call.method, failure)
  }

  func didFinishStream(
    _ call: ClientCall, with failure: CallFailure?, after duration: Duration, traffic: StreamTraffic
  ) { ends(call.method, failure, traffic) }
}

private struct Refuser: ServerInterceptor {
  let status: Status

  func willHandle(_ call: CallContext) throws(Status) { throw status }
}

/// Hears of ends only, as interceptors did before there were streams.
private struct Plain: ClientInterceptor {
  let didEnd: @Sendable () -> Void

  func willCall(_ call: inout ClientCall) { call.metadata.append("ns", "added") }

  func didFinish(_ call: ClientCall, with failure: CallFailure?, after duration: Duration) { didEnd() }
}
