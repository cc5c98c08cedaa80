import Glibc
import NIOCore
import TestSupport
import Testing

@testable import TTRPC

/// The checklist of the protocol, on a client, against servers that do as they are told.
@Suite(.timeLimit(.minutes(1)))
struct ClientTests {
  @Test("line 11: an oversize response fails that call only")
  func survivesAnOversizeResponse() async throws {
    let server = try await ScriptedServer { header, channel in
      if header.streamID == 1 {
        channel.send(ByteBuffer(frame: .response, 1, ByteBuffer(repeating: 0, count: Limits.frameBytes + 1)))
      } else {
        channel.answer(header.streamID, "ok")
      }
    }
    let client = server.client()
    await #expect(throws: CallFailure.status(.tooLong(Limits.frameBytes + 1, limit: Limits.frameBytes))) {
      try await client.echo("Say")
    }
    #expect(try await client.echo("Say") == "ok")
    #expect(server.connectionCount == 1)
    await client.close()
    await server.close()
  }

  @Test("line 12: a call that is too long is refused here, and nothing is sent")
  func refusesToSendTooMuch() async throws {
    let server = try await ScriptedServer { header, channel in channel.answer(header.streamID, "ok") }
    let client = server.client()
    let payload = ByteBuffer(repeating: 0, count: Limits.frameBytes)
    // Two names of 7 and 3 bytes and a payload, with their tags and lengths.
    let failure = CallFailure.messageTooLarge(size: Limits.frameBytes + 5 + 9 + 5, limit: Limits.frameBytes)
    await #expect(throws: failure) {
      try await client.call(service: "v1.Echo", method: "Say", payload: payload)
    }
    #expect(try await client.echo("Say") == "ok")
    #expect(server.frames.map(\.streamID) == [1])
    await client.close()
    await server.close()
  }

  @Test("line 14 and 15: a response of zero length, and one with an empty status, succeed", arguments: ["", "0a 00"])
  func takesEmptyResponses(hex: String) async throws {
    let server = try await ScriptedServer { header, channel in
      channel.send(ByteBuffer(frame: .response, header.streamID, ByteBuffer(hex: hex)))
    }
    let client = server.client()
    #expect(try await client.echo("Say").isEmpty)
    await client.close()
    await server.close()
  }

  @Test("line 25, 26 and 29: frames of no call, and second answers, are ignored")
  func ignoresWhatItDidNotAskFor() async throws {
    let server = try await ScriptedServer { header, channel in
      for id in [0, 2, 77] as [StreamID] { channel.answer(id, "no") }
      channel.send(ByteBuffer(frame: FrameType(rawValue: 0xff), 0))
      channel.answer(header.streamID, "first")
      channel.answer(header.streamID, "second")
    }
    let client = server.client()
    #expect(try await client.echo("Say") == "first")
    #expect(try await client.echo("Say") == "first")
    await client.close()
    await server.close()
  }

  @Test("line 29: a frame of another type on its own id ends that call only")
  func failsACallThatGetsNoAnswer() async throws {
    let server = try await ScriptedServer { header, channel in
      if header.streamID == 1 {
        channel.send(ByteBuffer(frame: FrameType(rawValue: 0xff), 1))
      } else if header.streamID == 3 {
        channel.send(ByteBuffer(frame: .response, 3, ByteBuffer(hex: "0a ff")))
      } else {
        channel.answer(header.streamID, "ok")
      }
    }
    let client = server.client()
    await #expect(throws: CallFailure.protocolViolation(reason: "a frame of type 255 answers a unary call")) {
      try await client.echo("Say")
    }
    await #expect(throws: CallFailure.protocolViolation(reason: "the answer is not a ttrpc.Response")) {
      try await client.echo("Say")
    }
    #expect(try await client.echo("Say") == "ok")
    await client.close()
    await server.close()
  }

  @Test func garbageEndsTheConnection() async throws {
    let server = try await ScriptedServer { _, channel in channel.send(ByteBuffer(string: "HTTP/1.1 400\r\n")) }
    let client = server.client()
    let reason = "the first byte of a frame from \(server.path) is 72, not 0: this is not ttrpc"
    await #expect(throws: CallFailure.connectionLost(reason: reason, written: true)) {
      try await client.echo("Say")
    }
    await client.close()
    await server.close()
  }

  @Test("line 23: used-up ids lead to a new connection")
  func reconnectsWhenIDsAreUsedUp() async throws {
    let server = try await ScriptedServer { header, channel in channel.answer(header.streamID, "ok") }
    var configuration = Client.Configuration.defaults
    configuration.lastStreamID = 3
    let client = server.client(configuration)
    for _ in 0..<5 { #expect(try await client.echo("Say") == "ok") }
    #expect(server.frames.map(\.streamID) == [1, 3, 1, 3, 1])
    #expect(server.connectionCount == 3)
    await client.close()
    await server.close()
  }

  @Test("line 24: the ids of concurrent calls increase by two")
  func countsIDs() async throws {
    let server = try await ScriptedServer { header, channel in channel.answer(header.streamID, "ok") }
    let client = server.client()
    try await withThrowingTaskGroup(of: Void.self) { group in
      for _ in 0..<1000 { group.addTask { _ = try await client.echo("Say") } }
      try await group.waitForAll()
    }
    #expect(server.frames.map(\.streamID) == Array(stride(from: 1, to: 2000, by: 2)))
    await client.close()
    await server.close()
  }

  @Test("line 45: a call whose answer never comes ends at its deadline, a late one is ignored")
  func enforcesDeadlines() async throws {
    let server = try await ScriptedServer { header, channel in
      if header.streamID > 1 {
        channel.answer(1, "late")
        channel.answer(header.streamID, "ok")
      }
    }
    let client = server.client()
    let start = ContinuousClock.now
    await #expect(throws: CallFailure.deadlineExceeded) { try await client.echo("Say", timeout: .milliseconds(100)) }
    #expect(start.duration(to: .now) >= .milliseconds(100))
    // Far above what it takes on any machine, and below the 30 s after which a server would have answered.
    #expect(start.duration(to: .now) < .seconds(25))
    #expect(try await client.echo("Say") == "ok")
    await client.close()
    await server.close()
  }

  @Test("line 47: an expired deadline sends nothing", arguments: [Duration.zero, .seconds(-1)])
  func sendsNothingThatHasExpired(timeout: Duration) async throws {
    let client = Client(socket: "/nowhere")
    await #expect(throws: CallFailure.deadlineExceeded) { try await client.echo("Say", timeout: timeout) }
    await client.close()
  }

  @Test("line 67: a lost connection fails each call once, and the next call connects again")
  func failsWhatWasLost() async throws {
    let server = try await ScriptedServer { header, channel in
      if header.streamID == 5 { channel.close(promise: nil) }
    }
    let client = server.client()
    let failures = await withTaskGroup(of: CallFailure?.self) { group in
      for _ in 0..<3 {
        group.addTask { await client.failure(of: "Say") }
      }
      return await group.reduce(into: []) { $0.append($1) }
    }
    let reason = "the server at \(server.path) closed the connection"
    let lost = CallFailure.connectionLost(reason: reason, written: true)
    #expect(failures == [lost, lost, lost])
    await #expect(throws: CallFailure.deadlineExceeded) { try await client.echo("Say", timeout: .milliseconds(50)) }
    await eventually { server.connectionCount == 2 }
    await client.close()
    await server.close()
  }

  @Test("line 68: calls end at their deadline while the server does not read, and are not sent later")
  func doesNotHangOnWrites() async throws {
    // Nobody accepts: what is written stays in the socket.
    let directory = try TemporaryDirectory()
    let listener = try UnixSocket.listen(at: directory.file("s"), mode: 0o600)
    defer { close(listener) }
    let client = Client(socket: directory.file("s"))
    let payload = ByteBuffer(repeating: 0, count: 4_000_000)
    await withTaskGroup(of: Void.self) { group in
      for _ in 0..<10 {
        group.addTask {
          await #expect(throws: CallFailure.deadlineExceeded) {
            try await client.call(service: "s", method: "m", payload: payload, timeout: .milliseconds(100))
          }
        }
      }
    }
    let next = Task { await client.failure(of: "Say", timeout: nil) }
    let server = accept(listener, nil, nil)
    defer { close(server) }
    // The first call had begun to be written. The other nine were still here when they expired.
    #expect(await headers(of: 2, from: server).map(\.streamID) == [1, 3])
    await client.close()
    #expect(await next.value == .closed)
  }

  /// The headers of the next frames that arrive at a socket.
  private func headers(of count: Int, from descriptor: CInt) async -> [FrameHeader] {
    var decoder = FrameDecoder()
    var headers: [FrameHeader] = []
    var bytes = [UInt8](repeating: 0, count: 1 << 16)
    await eventually {
      let received = unsafe recv(descriptor, &bytes, bytes.count, CInt(MSG_DONTWAIT))
      if received > 0 { decoder.append(ByteBuffer(bytes: bytes.prefix(received))) }
      while case .frame(let header, _) = decoder.next() { headers.append(header) }
      return headers.count >= count
    }
    return headers
  }

  @Test func saysWhereItCannotConnect() async throws {
    let directory = try TemporaryDirectory()
    let path = directory.file("nobody")
    let client = Client(socket: path)
    let reason = "cannot connect to \(path): No such file or directory (errno 2)"
    await #expect(throws: CallFailure.cannotConnect(reason: reason)) { try await client.echo("Say") }
    await client.close()
  }

  @Test func cancellationEndsACallAtOnce() async throws {
    let server = try await ScriptedServer { _, _ in }
    let client = server.client()
    let task = Task { await client.failure(of: "Say", timeout: nil) }
    await eventually { server.frames.count == 1 }
    task.cancel()
    #expect(await task.value == .cancelled)
    await client.close()
    await server.close()
  }

  @Test func aTaskThatIsCancelledBeforehandMakesNoCall() async throws {
    let server = try await ScriptedServer { _, _ in }
    let client = server.client()
    let task = Task {
      await eventually { Task.isCancelled }
      return await client.failure(of: "Say", timeout: nil)
    }
    task.cancel()
    #expect(await task.value == .cancelled)
    await client.close()
    await server.close()
  }

  @Test func closeFailsWhatIsPendingAndWhatComes() async throws {
    let server = try await ScriptedServer { _, _ in }
    let client = server.client()
    let task = Task { await client.failure(of: "Say", timeout: nil) }
    await eventually { server.frames.count == 1 }
    await client.close()
    #expect(await task.value == .closed)
    await #expect(throws: CallFailure.closed) { try await client.echo("Say") }
    await client.close()
    await server.close()
  }
}
