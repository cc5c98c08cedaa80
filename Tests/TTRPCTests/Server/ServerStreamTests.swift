import NIOCore
import NIOEmbedded
import TestSupport
import Testing

@testable import TTRPC

/// The checklist of the protocol for streams, on a server, in bytes.
@Suite(.timeLimit(.minutes(1)))
struct ServerStreamTests {
  private let close = ByteBuffer(hex: "00 00 00 00 00 00 00 01 03 05")

  private func data(_ text: String, _ flags: FrameFlags = [], id: StreamID = 1) -> ByteBuffer {
    ByteBuffer(frame: .data, id, flags: flags, ByteBuffer(string: text))
  }

  private func open(_ method: String, _ payload: String = "", _ flags: FrameFlags, id: StreamID = 1) -> ByteBuffer {
    var frame = ByteBuffer.request(id, "v1.Echo", method, payload)
    frame.setInteger(flags.rawValue, at: frame.readerIndex + 9)
    return frame
  }

  @Test("line 51: a server stream ends with exactly one closing frame", arguments: [0, 1, 1000])
  func endsAServerStream(count: Int) async throws {
    let server = try await ServerHarness()
    try await server.receive(open("List", "\(count)", .remoteClosed))
    let frames = try await server.awaitFrames(count + 1)
    #expect(frames.prefix(count).map(\.text) == (0..<count).map { "1 data [] \($0)" })
    #expect(frames.last?.bytes.hex == close.hex)
    await server.run()
    #expect(try await server.frames().isEmpty)
  }

  @Test("line 52 and 54: an empty request is a message, and so is an empty answer", arguments: [0, 1] as [UInt8])
  func takesEmptyMessages(flags: UInt8) async throws {
    let server = try await ServerHarness()
    try await server.receive(open("List", "", FrameFlags(rawValue: flags)))
    #expect(try await server.awaitFrames(2).map(\.bytes.hex) == ["00 00 00 00 00 00 00 01 03 00", close.hex])
  }

  @Test("line 53: no phantom message, whatever opens a client stream", arguments: [2, 6] as [UInt8])
  func makesUpNoMessage(flags: UInt8) async throws {
    let server = try await ServerHarness()
    try await server.receive(open("Join", "", FrameFlags(rawValue: flags)), data("a"), data(""), data("b"), close)
    #expect(try await server.awaitFrames(1).map(\.text) == ["1 response \"a||b\""])
  }

  @Test("a client that says it sends nothing more ends its messages with the request", arguments: [0, 1] as [UInt8])
  func endsInputWithTheRequest(flags: UInt8) async throws {
    let server = try await ServerHarness()
    try await server.receive(open("Join", "only", FrameFlags(rawValue: flags)))
    #expect(try await server.awaitFrames(1).map(\.text) == ["1 response \"only\""])
  }

  @Test("line 55: a closing frame with bytes is a message, then the end")
  func takesBytesOfAClosingFrame() async throws {
    let server = try await ServerHarness()
    try await server.receive(open("Chat", "first", .remoteOpen), data("last", .remoteClosed))
    #expect(
      try await server.awaitFrames(3).map(\.text) == ["1 data [] first", "1 data [] last", "1 data [1, 4] "])
  }

  @Test("line 56: messages that were sent, then exactly one response")
  func failsMidway() async throws {
    let server = try await ServerHarness()
    try await server.receive(open("List", "2 fail", .remoteClosed))
    #expect(
      try await server.awaitFrames(3).map(\.text) == [
        "1 data [] 0", "1 data [] 1", "1 response ABORTED: asked to fail",
      ])
    try await server.receive(data("late"), open("List", "0", .remoteClosed, id: 3))
    #expect(try await server.awaitFrames(1).map(\.text) == ["3 data [1, 4] "])
  }

  @Test("a client stream may be answered before the client is done, and what comes then is dropped")
  func answersEarly() async throws {
    let server = try await ServerHarness()
    try await server.receive(open("Join", "", .remoteOpen), data("a"), data("stop"))
    #expect(try await server.awaitFrames(1).map(\.text) == ["1 response \"a\""])
    try await server.receive(data("late"), close)
    #expect(try await server.frames().isEmpty)
  }

  @Test("line 58: a message after the client's last is refused once")
  func refusesMessagesAfterTheLast() async throws {
    let server = try await ServerHarness()
    try await server.receive(open("Hold", "", .remoteOpen), close, close, data("x"), data("y"))
    let refusal = "1 response INVALID_ARGUMENT: data handling error: ttrpc: stream closed"
    #expect(try await server.frames().map(\.text) == [refusal])
    await eventually { server.gate.cancelled == 1 }
    try await server.receive(data("z"))
    #expect(try await server.frames().isEmpty)
  }

  @Test("line 32: data of no stream is refused, of a unary call or a finished stream dropped")
  func judgesOtherData() async throws {
    let server = try await ServerHarness()
    try await server.receive(open("Later", "", []), data("x"), data("x", id: 3))
    #expect(
      try await server.frames().map(\.text) == ["3 response INVALID_ARGUMENT: StreamID is no longer active"])
  }

  @Test("line 60: a stream whose method does not read ends alone", arguments: [64, 3])
  func endsAStreamThatIsNotRead(messages: Int) async throws {
    let server = try await ServerHarness {
      $0.streamMessages = messages
      $0.streamBytes = 1000
    }
    try await server.receive(open("Hold", "", .remoteOpen), open("Hold", "", .remoteOpen, id: 3))
    for _ in 0..<messages { try await server.receive(data("x")) }
    #expect(try await server.frames().isEmpty)
    try await server.receive(data("x"), .request(5))
    let bound = StreamBound(messages: messages, bytes: 1000)
    // The method has a moment to make room, in which nothing behind the message is looked at.
    await server.advance(by: .milliseconds(999))
    #expect(try await server.frames().isEmpty)
    await server.advance(by: .milliseconds(1))
    #expect(try await server.frames().map(\.text) == ["1 response \(Status.streamUnread(bound))", "5 response \"hi\""])
    await eventually { server.gate.cancelled == 1 }
    try await server.receive(data("x"), ByteBuffer(frame: .data, 3, ByteBuffer(repeating: 0, count: 2000)))
    #expect(try await server.frames().isEmpty)
    try await server.receive(data("", id: 3))
    await server.advance(by: Limits.streamPatience.timeAmount)
    #expect(try await server.frames().map(\.text) == ["3 response \(Status.streamUnread(bound))"])
  }

  @Test("an oversize message ends its stream only")
  func endsAStreamWithAnOversizeMessage() async throws {
    let server = try await ServerHarness { $0.frameBytes = 1024 }
    try await server.receive(open("Hold", "", .remoteOpen))
    try await server.receive(ByteBuffer(frame: .data, 1, ByteBuffer(repeating: 0, count: 1025)), .request(3))
    #expect(
      try await server.frames().map(\.text) == [
        "1 response \(Status.tooLong(1025, limit: 1024))", "3 response \"hi\"",
      ])
    await eventually { server.gate.cancelled == 1 }
  }

  @Test("streams count among the calls in flight until their methods give up")
  func countsStreams() async throws {
    let server = try await ServerHarness { $0.callsInFlight = 1 }
    try await server.receive(open("Hold", "", .remoteOpen), .request(3))
    #expect(try await server.frames().map(\.text) == ["3 response \(Status.tooManyCalls(1))"])
    server.gate.open()
    #expect(try await server.awaitFrames(1).map(\.bytes.hex) == [close.hex])
    try await server.receive(.request(5))
    #expect(try await server.frames().map(\.text) == ["5 response \"hi\""])
  }
}

extension ServerStreamTests {
  @Test("streams count among the calls of their user, on all its connections")
  func countsStreamsOfAUser() async throws {
    let user = PeerUser(uid: 2, calls: 1)
    let one = try await ServerHarness(user: user)
    let other = try await ServerHarness(user: user)
    try await one.receive(open("Hold", "", .remoteOpen))
    try await other.receive(open("Hold", "", .remoteOpen))
    #expect(try await other.frames().map(\.text) == ["1 response \(Status.tooManyCallsOfUser(1))"])
    one.gate.open()
    #expect(try await one.awaitFrames(1).map(\.bytes.hex) == [close.hex])
  }

  // MARK: Time and the end

  @Test("a stream has no deadline of ours, but the client's")
  func enforcesDeadlines() async throws {
    let server = try await ServerHarness()
    try await server.receive(
      open("Hold", "", .remoteOpen), .request(3, "v1.Echo", "Hold", "", timeout: 50_000_000))
    await server.advance(by: .milliseconds(49))
    #expect(try await server.frames().isEmpty)
    await server.advance(by: .milliseconds(1))
    #expect(try await server.frames().map(\.text) == ["3 response \(Status.deadlineExceeded)"])
    await eventually { server.gate.cancelled == 1 }
    await server.advance(by: .hours(24))
    #expect(try await server.frames().isEmpty)
    #expect(server.gate.waiting == 1)
  }

  @Test("line 50: the methods of a lost connection are cancelled, those that wait to write too")
  func cancelsWhenTheConnectionIsLost() async throws {
    let server = try await ServerHarness()
    try await server.receive(open("Hold", "", .remoteOpen), open("Chat", "", .remoteOpen, id: 3))
    try await server.channel.close()
    await eventually { server.gate.cancelled == 1 }
  }

  @Test("line 69: when the client ends its input, streams that could go on are told, others finish")
  func finishesAfterTheEndOfInput() async throws {
    let server = try await ServerHarness()
    try await server.receive(
      open("Chat", "hi", .remoteOpen), open("Hold", "", .remoteClosed, id: 3))
    #expect(try await server.awaitFrames(1).map(\.text) == ["1 data [] hi"])
    try await server.endInput()
    #expect(try await server.awaitFrames(1).map(\.text) == ["1 response \(Status.streamCancelled)"])
    #expect(server.channel.isActive)
    server.gate.open()
    #expect(try await server.awaitFrames(1).map(\.text) == ["3 data [1, 4] "])
    await eventually {
      await server.run()
      return !server.channel.isActive
    }
  }

  @Test("line 66: a shutdown lets streams finish")
  func finishesWhenShutDown() async throws {
    let server = try await ServerHarness()
    try await server.receive(open("Chat", "", .remoteOpen))
    try await server.shutDown()
    try await server.receive(data("more"), close)
    #expect(try await server.awaitFrames(2).map(\.text) == ["1 data [] more", "1 data [1, 4] "])
    await eventually {
      await server.run()
      return !server.channel.isActive
    }
  }

  @Test("a shutdown ends endless streams at once, and does not wait for their methods")
  func endsEndlessStreamsWhenShutDown() async throws {
    let server = try await ServerHarness()
    try await server.receive(open("Endless", "", .remoteOpen), open("Chat", "", .remoteOpen, id: 3))
    try await server.receive(open("Endless", "", .remoteClosed, id: 5))
    try await server.shutDown()
    #expect(
      try await server.frames().map(\.text).sorted() == [
        "1 response \(Status.streamShutDown)", "5 response \(Status.streamShutDown)",
      ])
    await eventually { server.gate.cancelled == 2 }
    #expect(server.channel.isActive)
    try await server.receive(data("late"), data("more", id: 3), data("", [.remoteClosed, .noData], id: 3))
    #expect(try await server.awaitFrames(2).map(\.text) == ["3 data [] more", "3 data [1, 4] "])
    await eventually {
      await server.run()
      return !server.channel.isActive
    }
  }

  @Test("a shutdown with endless streams alone closes the connection behind their ends")
  func closesBehindEndlessStreams() async throws {
    let server = try await ServerHarness()
    try await server.receive(open("Endless", "", .remoteOpen))
    try await server.shutDown()
    await server.run()
    #expect(try await server.frames().map(\.text) == ["1 response \(Status.streamShutDown)"])
    #expect(!server.channel.isActive)
  }
}
