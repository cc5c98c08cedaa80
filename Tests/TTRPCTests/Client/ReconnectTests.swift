import Glibc
import NIOCore
import Synchronization
import TestSupport
import Testing

@testable import TTRPC

/// What becomes of calls while their server goes and comes.
@Suite(.timeLimit(.minutes(1)))
struct ReconnectTests {
  private func echo(_ client: Client, idempotent: Bool, _ size: Int = 2) async -> Result<String, CallFailure> {
    do throws(CallFailure) {
      let answer = try await client.call(
        service: "v1.Echo", method: "Say", payload: ByteBuffer(repeating: 0, count: size), timeout: .seconds(20),
        idempotent: idempotent)
      return .success(String(buffer: answer))
    } catch {
      return .failure(error)
    }
  }

  private func lost(_ path: String) -> CallFailure {
    .connectionLost(reason: "the server at \(path) closed the connection", written: true)
  }

  // MARK: Cut after the request was written

  @Test func neverSendsTwiceWhatMayHaveRun() async throws {
    let server = try await ScriptedServer { header, channel in channel.close(promise: nil) }
    let client = server.client()
    #expect(await echo(client, idempotent: false) == .failure(lost(server.path)))
    #expect(await echo(client, idempotent: false) == .failure(lost(server.path)))
    // One frame for each call, on a connection each.
    #expect(server.frames.map(\.streamID) == [1, 1])
    #expect(server.connectionCount == 2)
    await client.close()
    await server.close()
  }

  @Test func sendsAnIdempotentCallOnceMore() async throws {
    let isFirst = Mutex(true)
    let server = try await ScriptedServer { header, channel in
      let closes = isFirst.withLock { isFirst in
        defer { isFirst = false }
        return isFirst
      }
      if closes { channel.close(promise: nil) } else { channel.answer(header.streamID, "ok") }
    }
    let client = server.client()
    #expect(await echo(client, idempotent: true) == .success("ok"))
    #expect(server.frames.count == 2)
    #expect(server.connectionCount == 2)
    await client.close()
    await server.close()
  }

  @Test func sendsAnIdempotentCallNoMoreThanTwice() async throws {
    let server = try await ScriptedServer { header, channel in channel.close(promise: nil) }
    let client = server.client()
    #expect(await echo(client, idempotent: true) == .failure(lost(server.path)))
    #expect(server.frames.count == 2)
    await client.close()
    await server.close()
  }

  @Test func doesNotCallUnsentWhatMayHaveRun() async throws {
    let directory = try TemporaryDirectory()
    let path = directory.file("s")
    let server = RawServer(try UnixSocket.listen(at: path, mode: 0o600))
    let client = Client(socket: path)
    let call = Task { await echo(client, idempotent: true) }
    let connection = await server.accept()
    #expect(await connection.frame() != nil)
    server.stop()
    connection.close()
    guard case .failure(.connectionLost(let reason, true)) = await call.value else {
      Issue.record("the call is \(await call.value)")
      return
    }
    #expect(reason.hasPrefix("cannot connect to \(path)"))
    await client.close()
  }

  // MARK: Cut before it was written

  /// Too long for any socket's buffer.
  private static let muchBytes = 4_000_000

  @Test func sendsAgainWhatWasNotWritten() async throws {
    let directory = try TemporaryDirectory()
    let server = RawServer(try UnixSocket.listen(at: directory.file("s"), mode: 0o600))
    let client = Client(socket: directory.file("s"))
    let call = Task { await echo(client, idempotent: false, Self.muchBytes) }
    let first = await server.accept()
    await first.awaitBytes()
    first.close()
    let second = await server.accept()
    #expect(await second.frame()?.length ?? 0 > Self.muchBytes)
    second.answer()
    #expect(await call.value == .success("ok"))
    await client.close()
    second.close()
    server.stop()
  }

  @Test func sendsItAgainOnceOnly() async throws {
    let directory = try TemporaryDirectory()
    let server = RawServer(try UnixSocket.listen(at: directory.file("s"), mode: 0o600))
    let client = Client(socket: directory.file("s"))
    let call = Task { await echo(client, idempotent: false, Self.muchBytes) }
    for _ in 0..<2 {
      let connection = await server.accept()
      await connection.awaitBytes()
      connection.close()
    }
    guard case .failure(.connectionLost(_, false)) = await call.value else {
      Issue.record("the call is \(await call.value)")
      return
    }
    await client.close()
    server.stop()
  }

  // MARK: A server that comes and goes

  @Test func findsTheServerEachTimeItComesBack() async throws {
    let directory = try TemporaryDirectory()
    let client = Client(socket: directory.file("s"))
    for round in 0..<5 {
      #expect(await client.failure(of: "Say") != nil)
      let live = try await LiveServer(in: directory)
      #expect(try await client.echo("Say", "\(round)") == "\(round)")
      await live.server.shutdown(within: .zero)
    }
    await client.close()
  }

  private func patient(_ pause: Duration) -> Client.Configuration {
    var configuration = Client.Configuration.defaults
    configuration.initialBackoff = pause
    configuration.maximumBackoff = pause
    return configuration
  }

  @Test func aCallDuringThePauseWaitsForTheNextAttempt() async throws {
    let directory = try TemporaryDirectory()
    let client = Client(socket: directory.file("s"), configuration: patient(.milliseconds(100)))
    let start = ContinuousClock.now
    #expect(await client.failure(of: "Say") != nil)
    let live = try await LiveServer(in: directory)
    #expect(try await client.echo("Say", "there") == "there")
    // At least half of the pause, which is not drawn.
    #expect(start.duration(to: .now) >= .milliseconds(50))
    await client.close()
    await live.server.shutdown(within: .zero)
  }

  @Test func thePauseEndsWithTheCall() async throws {
    let directory = try TemporaryDirectory()
    let client = Client(socket: directory.file("s"), configuration: patient(.seconds(3600)))
    #expect(await client.failure(of: "Say") != nil)
    #expect(await client.failure(of: "Say", timeout: .milliseconds(20)) == .deadlineExceeded)
    let waiting = Task { await client.failure(of: "Say", timeout: nil) }
    await client.close()
    #expect(await waiting.value == .closed)
  }

  /// Each connection takes one call with it, so that a thousand calls would open a thousand.
  @Test func aCrowdOfCallsIsNoStormOfConnections() async throws {
    let server = try await ScriptedServer { _, channel in channel.close(promise: nil) }
    var configuration = Client.Configuration.defaults
    configuration.callsInFlight = 1
    let client = server.client(configuration)
    let failures = await withTaskGroup(of: CallFailure?.self) { group in
      for _ in 0..<1000 {
        group.addTask { await client.failure(of: "Say", timeout: .milliseconds(300)) }
      }
      return await group.reduce(into: []) { $0.append($1) }
    }
    let lost = lost(server.path)
    #expect(failures.allSatisfy { $0 == lost || $0 == .deadlineExceeded })
    // The shortest pauses add up to 263 ms after ten failures.
    #expect((2...15).contains(server.connectionCount))
    #expect(failures.count { $0 == lost } <= server.connectionCount)
    await client.close()
    await server.close()
  }

  /// A server that answers and then hangs up is connected to again at once.
  @Test func doesNotPauseAfterAnAnswer() async throws {
    let server = try await ScriptedServer { header, channel in
      channel.answer(header.streamID, "ok")
      channel.close(promise: nil)
    }
    let client = server.client(patient(.seconds(3600)))
    for _ in 0..<5 { #expect(await echo(client, idempotent: true) == .success("ok")) }
    await client.close()
    await server.close()
  }
}

/// A server by hand: it accepts, reads and answers when a test says so.
private struct RawServer {
  let descriptor: CInt

  init(_ descriptor: CInt) {
    self.descriptor = descriptor
  }

  func accept() async -> RawConnection {
    var accepted: CInt = -1
    await eventually {
      accepted = Glibc.accept(descriptor, nil, nil)
      return accepted >= 0
    }
    return RawConnection(descriptor: accepted)
  }

  func stop() {
    close(descriptor)
  }
}

private struct RawConnection {
  let descriptor: CInt

  /// Waits for the beginning of a frame, and leaves it unread.
  func awaitBytes() async {
    var byte: UInt8 = 0
    await eventually { unsafe recv(descriptor, &byte, 1, CInt(MSG_PEEK | MSG_DONTWAIT)) == 1 }
  }

  /// Reads a whole frame. Nil when the connection ends first.
  func frame() async -> FrameHeader? {
    var decoder = FrameDecoder()
    var header: FrameHeader?
    var bytes = [UInt8](repeating: 0, count: 1 << 20)
    await eventually {
      let count = unsafe recv(descriptor, &bytes, bytes.count, CInt(MSG_DONTWAIT))
      if count > 0 { decoder.append(ByteBuffer(bytes: bytes.prefix(count))) }
      if case .frame(let whole, _) = decoder.next() { header = whole }
      return header != nil || count == 0
    }
    return header
  }

  /// Answers stream 1 with "ok".
  func answer() {
    let answer = ByteBuffer(frame: .response, 1, ByteBuffer(hex: "12 02 6f 6b"))
    unsafe answer.withUnsafeReadableBytes { bytes in
      _ = unsafe send(descriptor, bytes.baseAddress, bytes.count, CInt(MSG_NOSIGNAL))
    }
  }

  func close() {
    Glibc.close(descriptor)
  }
}
