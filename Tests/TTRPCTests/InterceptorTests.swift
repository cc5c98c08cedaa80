import Glibc
import NIOCore
import NIOPosix
import Synchronization
import TestSupport
import Testing

@testable import TTRPC

/// Interceptors at both ends of a real socket.
@Suite(.timeLimit(.minutes(1)))
struct InterceptorTests {
  private func withServer(
    _ interceptors: [any ServerInterceptor], configuration: Server.Configuration = .defaults,
    _ body: (Client, LiveServer) async throws -> Void
  ) async throws {
    let live = try await LiveServer(configuration: configuration, interceptors: interceptors)
    let client = live.client()
    try await body(client, live)
    await client.close()
    await live.server.shutdown(within: .zero)
  }

  // MARK: Server

  /// Of a server whose time for a call is soon up, where that of a client could be up before the call is sent.
  private var impatient: Server.Configuration {
    var configuration = Server.Configuration.defaults
    configuration.deadline = .milliseconds(30)
    return configuration
  }

  @Test("section 2.15: the first is the outermost", arguments: ["Now", "Say"])
  func theFirstServerInterceptorIsTheOutermost(method: String) async throws {
    let log = Log()
    try await withServer([Watcher("a", log), Watcher("b", log)]) { client, _ in
      _ = try await client.echo(method, "x")
      await eventually { log.lines.count == 4 }
    }
    #expect(log.lines == ["a sees \(method)", "b sees \(method)", "b: OK", "a: OK"])
  }

  @Test func anInterceptorRefusesBeforeTheMethodRuns() async throws {
    let log = Log()
    let refusal = Status(code: .permissionDenied, message: "not you")
    try await withServer([Watcher("a", log), Watcher("b", log, refusal: refusal), Watcher("c", log)]) { client, live in
      await #expect(throws: CallFailure.status(refusal)) { try await client.echo("Sleep", "x") }
      #expect(live.gate.waiting == 0)
    }
    #expect(log.lines == ["a sees Sleep", "b sees Sleep", "a: PERMISSION_DENIED: not you"])
  }

  @Test func anInterceptorSeesWhoCallsAndWhatTheySay() async throws {
    let seen = Mutex<CallContext?>(nil)
    let capture = Capture { call in seen.withLock { $0 = call } }
    try await withServer([capture]) { client, _ in
      _ = try await client.echo("Now", metadata: ["traceparent": "00-0af7-b7ad-01"], timeout: .seconds(7))
    }
    let last = seen.withLock(\.self)
    let call = try #require(last)
    #expect(call.service == "v1.Echo")
    #expect(call.method == "Now")
    #expect(call.peer.uid == geteuid())
    #expect(call.metadata["traceparent"] == "00-0af7-b7ad-01")
    #expect(call.deadline < .now() + .seconds(8))
  }

  @Test func anInterceptorSeesEveryOutcome() async throws {
    let log = Log()
    try await withServer([Watcher("a", log)], configuration: impatient) { client, live in
      _ = await client.failure(of: "Fail")
      await eventually { log.outcomes.last == "FAILED_PRECONDITION: asked to fail" }
      _ = await client.failure(of: "Sleep", timeout: nil)
      await eventually { log.outcomes.last == "DEADLINE_EXCEEDED: context deadline exceeded" }
      let lasted = try #require(log.durations.last)
      #expect(lasted >= log.left)
      let hasty = live.client()
      let call = Task { await hasty.failure(of: "Sleep") }
      await eventually { log.lines.last == "a sees Sleep" }
      await hasty.close()
      _ = await call.value
      let cancelled = "CANCELLED: the call was cancelled, or its connection closed, before it was answered"
      await eventually { log.outcomes.last == cancelled }
    }
    #expect(log.outcomes.count == 3)
  }

  /// A method that does not give up does not keep the outcome to itself, and does not report a second one.
  @Test func aStubbornMethodIsReportedAtItsDeadlineOnce() async throws {
    let log = Log()
    let live = try await LiveServer()
    let gate = Gate()
    let server = Server(
      group: .singletonMultiThreadedEventLoopGroup, configuration: impatient, interceptors: [Watcher("a", log)],
      logger: LiveServer.quiet)
    server.register(service: "v1.Echo", method: "Stubborn") { request, _ throws(Status) in
      // A task of its own hears of no cancellation.
      await Task { await gate.pass() }.value
      return request
    }
    let path = live.directory.file("stubborn")
    try await server.serve(path: path)
    let client = Client(socket: path)
    _ = await client.failure(of: "Stubborn", timeout: nil)
    await eventually { log.outcomes == ["DEADLINE_EXCEEDED: context deadline exceeded"] }
    gate.open()
    await client.close()
    await server.shutdown(within: .seconds(5))
    #expect(log.outcomes.count == 1)
    await live.server.shutdown(within: .zero)
  }

  /// The method was done, and then the connection was gone before anybody asked for the result.
  @Test func aResultThatNobodyWantsIsReportedOnce() async throws {
    let log = Log()
    let method = InterceptedMethod(
      BufferMethod { request, _ throws(Status) in request }, behind: [Watcher("a", log)])
    let context = CallContext(
      peer: PeerCredentials(pid: 1, uid: 2, gid: 3), service: "s", method: "m", metadata: [:],
      deadline: .distantFuture, connectionID: 1)
    let arena = try #require(Arena())
    do {
      guard case .later(let work) = unsafe method.handle(.init(start: nil, count: 0), context: context, arena: arena)
      else {
        Issue.record("a buffer method takes its time")
        return
      }
      _ = await work()
      #expect(log.outcomes.isEmpty)
    }
    #expect(log.outcomes == ["CANCELLED: the call was cancelled, or its connection closed, before it was answered"])
  }

  // MARK: Client

  @Test func theFirstClientInterceptorIsTheOutermost() async throws {
    let log = Log()
    let live = try await LiveServer()
    let client = Client(socket: live.path, interceptors: [Adder("1", log), Adder("2", log)])
    #expect(try await client.echo("Metadata", metadata: ["ns": "0"]) == "0,1,2")
    #expect(log.lines == ["2 left 3: nil", "1 left 2: nil"])
    await client.close()
    await live.server.shutdown(within: .zero)
  }

  @Test func traceparentTravelsFromInterceptorToInterceptor() async throws {
    let seen = Mutex<String?>(nil)
    let live = try await LiveServer(
      interceptors: [Capture { call in seen.withLock { $0 = call.metadata["traceparent"] } }])
    let client = Client(socket: live.path, interceptors: [Tracer()])
    _ = try await client.echo("Now")
    #expect(seen.withLock(\.self) == "00-0af7-b7ad-01")
    await client.close()
    await live.server.shutdown(within: .zero)
  }

  @Test func aClientInterceptorSeesACallOnceHoweverOftenItIsSent() async throws {
    let log = Log()
    let server = try await ScriptedServer { _, channel in channel.close(promise: nil) }
    let client = Client(socket: server.path, interceptors: [Adder("1", log)])
    await #expect(throws: CallFailure.self) {
      try await client.call(service: "s", method: "m", payload: ByteBuffer(), timeout: .seconds(20), idempotent: true)
    }
    #expect(server.frames.count == 2)
    let failure = "the server at \(server.path) closed the connection; the call may have been executed"
    #expect(log.lines == ["1 left 1: \(failure)"])
    await client.close()
    await server.close()
  }
}

/// What interceptors saw.
private final class Log: Sendable {
  private let state = Mutex<(lines: [String], outcomes: [String], durations: [Duration], left: Duration)>(
    ([], [], [], .zero))

  var lines: [String] { state.withLock(\.lines) }
  var outcomes: [String] { state.withLock(\.outcomes) }
  var durations: [Duration] { state.withLock(\.durations) }
  /// Of its time, when the last call was seen.
  var left: Duration { state.withLock(\.left) }

  func add(_ line: String, left: Duration = .zero) {
    state.withLock { state in
      state.lines.append(line)
      state.left = left
    }
  }

  func add(_ name: String, _ outcome: String, _ duration: Duration) {
    state.withLock { state in
      state.lines.append("\(name): \(outcome)")
      state.outcomes.append(outcome)
      state.durations.append(duration)
    }
  }
}

private struct Watcher: ServerInterceptor {
  let name: String
  let log: Log
  let refusal: Status?

  init(_ name: String, _ log: Log, refusal: Status? = nil) {
    self.name = name
    self.log = log
    self.refusal = refusal
  }

  func willHandle(_ call: CallContext) throws(Status) {
    let left = call.deadline == .distantFuture ? .zero : Duration.nanoseconds((call.deadline - .now()).nanoseconds)
    log.add("\(name) sees \(call.method)", left: left)
    if let refusal { throw refusal }
  }

  func didFinish(_ call: CallContext, with status: Status?, after duration: Duration) {
    log.add(name, status.map { "\($0)" } ?? "OK", duration)
  }
}

private struct Capture: ServerInterceptor {
  let body: @Sendable (CallContext) -> Void

  func willHandle(_ call: CallContext) throws(Status) { body(call) }
}

/// Adds an entry, and tells in the end how many it left.
private struct Adder: ClientInterceptor {
  let name: String
  let log: Log

  init(_ name: String, _ log: Log) {
    self.name = name
    self.log = log
  }

  func willCall(_ call: inout ClientCall) {
    call.metadata.append("ns", name)
  }

  func didFinish(_ call: ClientCall, with failure: CallFailure?, after duration: Duration) {
    let count = call.metadata.values(for: "ns").count
    log.add("\(name) left \(count): \(failure.map { "\($0)" } ?? "nil")")
  }
}

private struct Tracer: ClientInterceptor {
  func willCall(_ call: inout ClientCall) {
    call.metadata.append("traceparent", "00-0af7-b7ad-01")
  }
}
