import NIOCore
import NIOEmbedded
import Testing

@testable import TTRPC

/// The checklist of the protocol, on a server's end of a connection.
struct ServerConnectionTests {
  private let even = "INVALID_ARGUMENT: StreamID must be odd for client initiated streams"
  private let used = "INVALID_ARGUMENT: StreamID cannot be re-used and must increment"

  @Test("line 1: a request one byte at a time")
  func takesSingleBytes() async throws {
    let server = try await ServerHarness()
    for byte in ByteBuffer.request(1).readableBytesView { try await server.receive(ByteBuffer(bytes: [byte])) }
    #expect(try await server.answers() == ["1 \"hi\""])
  }

  @Test("line 2: a hundred requests in one read, answered in one write")
  func takesManyAtOnce() async throws {
    let server = try await ServerHarness()
    var bytes = ByteBuffer()
    for number in 0..<100 { bytes.writeImmutableBuffer(.request(StreamID(number * 2 + 1), "v1.Echo", "Now", "x")) }
    try await server.receive(bytes)
    var writes = 0
    var all = ByteBuffer()
    while let write = try await server.channel.readOutbound(as: ByteBuffer.self) {
      writes += 1
      all.writeImmutableBuffer(write)
    }
    #expect(writes == 1)
    #expect(events(all).count == 100)
  }

  @Test("line 3: the end of input between frames closes the connection")
  func closesAtTheEnd() async throws {
    let server = try await ServerHarness()
    try await server.endInput()
    await server.run()
    #expect(!server.channel.isActive)
    #expect(try await server.answers().isEmpty)
  }

  @Test("line 4 and 5: the end of input inside a frame closes it without a reply", arguments: [1, 9, 10, 12])
  func closesInsideAFrame(count: Int) async throws {
    let server = try await ServerHarness()
    try await server.receive(.request(1, "v1.Echo", "Later"))
    let request = ByteBuffer.request(3)
    try await server.receive(request.getSlice(at: 0, length: count) ?? ByteBuffer())
    try await server.endInput()
    #expect(!server.channel.isActive)
    #expect(try await server.answers().isEmpty)
    while server.gate.cancelled == 0 { await Task.yield() }
  }

  @Test("line 6: a frame whose body never arrives ends the connection in time")
  func doesNotWaitForABody() async throws {
    let server = try await ServerHarness { $0.frameTime = .seconds(10) }
    try await server.receive(.request(1).getSlice(at: 0, length: 12) ?? ByteBuffer())
    await server.advance(by: .milliseconds(9_999))
    #expect(server.channel.isActive)
    await server.advance(by: .milliseconds(1))
    #expect(!server.channel.isActive)
  }

  @Test func anIdleConnectionLives() async throws {
    let server = try await ServerHarness()
    try await server.receive(.request(1))
    await server.advance(by: .hours(24))
    #expect(server.channel.isActive)
  }

  @Test("line 8 and 9: an oversize request is refused before its body is here, and the next one works")
  func refusesOversize() async throws {
    let server = try await ServerHarness()
    try await server.receive(ByteBuffer(hex: "00 ff ff ff 00 00 00 01 01 00 61 61"))
    #expect(
      try await server.answers()
        == ["1 RESOURCE_EXHAUSTED: message length 16777215 exceed maximum message size of 4194304"])
    try await server.receive(ByteBuffer(repeating: 0x61, count: 16_777_215 - 2))
    try await server.receive(.request(3))
    #expect(try await server.answers() == ["3 \"hi\""])
  }

  @Test("line 10: a length of 0xffffffff closes the connection")
  func closesOnGarbage() async throws {
    let server = try await ServerHarness()
    try await server.receive(.request(1), ByteBuffer(hex: "ff ff ff ff 00 00 00 03 01 00"))
    #expect(try await server.answers() == ["1 \"hi\""])
    #expect(!server.channel.isActive)
  }

  @Test("line 13: a reply that is too long fails that call only")
  func refusesHugeReplies() async throws {
    let server = try await ServerHarness()
    try await server.receive(.request(1, "v1.Echo", "Huge"), .request(3))
    #expect(
      try await server.answers()
        == ["1 RESOURCE_EXHAUSTED: message length 4194309 exceed maximum message size of 4194304", "3 \"hi\""])
  }

  @Test("line 16: a zero-length request is unimplemented")
  func answersAnEmptyRequest() async throws {
    let server = try await ServerHarness()
    try await server.receive(ByteBuffer(frame: .request, 1), .request(3))
    #expect(try await server.answers() == ["1 UNIMPLEMENTED: service ", "3 \"hi\""])
  }

  @Test("line 17, 18 and 20: even ids are refused, gaps are not")
  func judgesIDs() async throws {
    let server = try await ServerHarness()
    try await server.receive(.request(2), .request(0), .request(1), .request(7), .request(9))
    #expect(try await server.answers() == ["2 \(even)", "0 \(even)", "1 \"hi\"", "7 \"hi\"", "9 \"hi\""])
  }

  @Test("line 19: an id used twice is refused, and the first still answered once")
  func refusesAnIDInUse() async throws {
    let server = try await ServerHarness()
    try await server.receive(.request(1, "v1.Echo", "Later"), .request(1))
    #expect(try await server.answers() == ["1 \(used)"])
    server.gate.open()
    #expect(try await server.awaitAnswers(1) == ["1 \"hi\""])
  }

  @Test("line 33: bytes that are no envelope are refused, and the id counts as used")
  func refusesBadEnvelopes() async throws {
    let server = try await ServerHarness()
    try await server.receive(ByteBuffer(frame: .request, 1, ByteBuffer(hex: "0a ff 00")), .request(1))
    #expect(
      try await server.answers()
        == ["1 INVALID_ARGUMENT: unmarshal request error: not a ttrpc.Request", "1 \(used)"])
  }

  @Test("line 35: unknown services and methods are unimplemented")
  func knowsItsMethods() async throws {
    let server = try await ServerHarness()
    try await server.receive(.request(1, "v1.Nope", "Now"), .request(3, "v1.Echo", "Nope"))
    #expect(try await server.answers() == ["1 UNIMPLEMENTED: service v1.Nope", "3 UNIMPLEMENTED: method Nope"])
  }

  @Test("line 37: names and metadata must be text, and a NUL hides nothing")
  func refusesWhatIsNotText() async throws {
    let server = try await ServerHarness()
    try await server.receive(
      .request(1, "v1.Echo\0x", "Now"), .request(3, "v1.Echo", "Now\0"),
      .request(5, metadata: ["k\0": "v"]), .request(7, metadata: ["k": "a\0b"]),
      ByteBuffer(frame: .request, 9, ByteBuffer(hex: "0a 02 ff fe")),
      ByteBuffer(
        frame: .request, 11, ByteBuffer(hex: "0a 07 76 31 2e 45 63 68 6f 12 03 4e 6f 77 2a 06 0a 01 6b 12 01 ff")))
    #expect(
      try await server.answers() == [
        "1 INVALID_ARGUMENT: the service name is not UTF-8 text without NUL",
        "3 INVALID_ARGUMENT: the method name is not UTF-8 text without NUL",
        "5 INVALID_ARGUMENT: a metadata key is not UTF-8 text without NUL",
        "7 INVALID_ARGUMENT: metadata k: the value is not UTF-8 text without NUL",
        "9 INVALID_ARGUMENT: the service name is not UTF-8 text without NUL",
        "11 INVALID_ARGUMENT: metadata k: the value is not UTF-8 text without NUL",
      ])
  }

  @Test("line 38: unknown fields are ignored")
  func ignoresUnknownFields() async throws {
    let server = try await ServerHarness()
    var envelope = ByteBuffer.request(1).getSlice(at: 10, length: 20) ?? ByteBuffer()
    envelope = ByteBuffer(hex: "0a 07 76 31 2e 45 63 68 6f 12 03 4e 6f 77 1a 02 68 69")
    // 6 as a varint, 1000 as a fixed32 and a fixed64, 536870911 as bytes.
    envelope.writeImmutableBuffer(ByteBuffer(hex: "30 05 c5 3e 01 02 03 04 c1 3e 01 02 03 04 05 06 07 08"))
    envelope.writeImmutableBuffer(ByteBuffer(hex: "fa ff ff ff 0f 01 61"))
    try await server.receive(ByteBuffer(frame: .request, 1, envelope))
    #expect(try await server.answers() == ["1 \"hi\""])
  }

  @Test("line 40: millions of empty metadata entries are refused")
  func refusesAFloodOfMetadata() async throws {
    let server = try await ServerHarness()
    try await server.receive(ByteBuffer(frame: .request, 1, .emptyMetadata(bytes: Limits.frameBytes)), .request(3))
    // It was work for more than a turn.
    await server.run()
    #expect(
      try await server.answers() == [
        "1 RESOURCE_EXHAUSTED: the request takes more memory than a call may; send less at once", "3 \"hi\"",
      ])
  }

  @Test func limitsMetadata() async throws {
    let server = try await ServerHarness()
    let entry = Metadata.Entry(key: "k", value: "")
    let long = Metadata.Entry(key: "k", value: String(repeating: "v", count: 16 << 10))
    try await server.receive(
      .request(1, metadata: Metadata(Array(repeating: entry, count: 64))),
      .request(3, metadata: Metadata(Array(repeating: entry, count: 65))), .request(5, metadata: Metadata([long])))
    #expect(
      try await server.answers() == [
        "1 \"hi\"", "3 INVALID_ARGUMENT: metadata has 65 entries, at most 64 are allowed",
        "5 INVALID_ARGUMENT: metadata is longer than the 16384 bytes allowed",
      ])
  }

  @Test("line 41: the last of two methods wins")
  func takesTheLastField() async throws {
    let server = try await ServerHarness()
    let envelope = ByteBuffer(hex: "0a 07 76 31 2e 45 63 68 6f 12 03 53 61 79 12 03 4e 6f 77 1a 02 68 69")
    try await server.receive(ByteBuffer(frame: .request, 1, envelope))
    #expect(try await server.answers() == ["1 \"hi\""])
  }

  @Test("line 44: a fast call is answered before a slow one")
  func answersInOrderOfCompletion() async throws {
    let server = try await ServerHarness()
    try await server.receive(.request(1, "v1.Echo", "Later", "slow"), .request(3, "v1.Echo", "Now", "fast"))
    #expect(try await server.answers() == ["3 \"fast\""])
    server.gate.open()
    #expect(try await server.awaitAnswers(1) == ["1 \"slow\""])
  }

  @Test("line 46: at the deadline the work is cancelled and the call answered")
  func enforcesDeadlines() async throws {
    let server = try await ServerHarness()
    try await server.receive(.request(1, "v1.Echo", "Later", timeout: 50_000_000))
    await server.advance(by: .milliseconds(49))
    #expect(try await server.answers().isEmpty)
    await server.advance(by: .milliseconds(1))
    #expect(try await server.answers() == ["1 DEADLINE_EXCEEDED: context deadline exceeded"])
    while server.gate.cancelled == 0 { await Task.yield() }
    try await server.receive(.request(3))
    #expect(try await server.awaitAnswers(1) == ["3 \"hi\""])
  }

  @Test func hasADefaultDeadline() async throws {
    let server = try await ServerHarness { $0.deadline = .seconds(5) }
    try await server.receive(.request(1, "v1.Echo", "Later"))
    await server.advance(by: .seconds(5))
    #expect(try await server.answers() == ["1 DEADLINE_EXCEEDED: context deadline exceeded"])
    let patient = try await ServerHarness { $0.deadline = nil }
    try await patient.receive(.request(1, "v1.Echo", "Later"))
    await patient.advance(by: .hours(1000))
    #expect(try await patient.answers().isEmpty)
    try await patient.channel.close()
  }

  @Test("line 47: a negative timeout has passed, and the method does not run")
  func refusesNegativeTimeouts() async throws {
    let server = try await ServerHarness()
    try await server.receive(.request(1, timeout: -1), .request(3, timeout: .min))
    #expect(
      try await server.answers() == [
        "1 DEADLINE_EXCEEDED: context deadline exceeded", "3 DEADLINE_EXCEEDED: context deadline exceeded",
      ])
  }

  @Test("line 48: the longest timeout does not overflow")
  func takesLongTimeouts() async throws {
    let server = try await ServerHarness()
    try await server.receive(.request(1, "v1.Echo", "Context", timeout: .max))
    let year = Limits.longestTimeout.nanoseconds
    #expect(try await server.answers() == ["1 \"7 2 v1.Echo/Context [] \(year)\""])
  }

  @Test("line 49: metadata reaches the method in order")
  func passesMetadata() async throws {
    let server = try await ServerHarness()
    try await server.receive(.request(1, "v1.Echo", "Context", metadata: ["b": "1", "a": "2", "b": "3"], timeout: 5))
    #expect(try await server.answers() == ["1 \"7 2 v1.Echo/Context [b=1,a=2,b=3] 5\""])
  }

  @Test("line 50: the work of a client that is gone is cancelled")
  func cancelsOnDisconnect() async throws {
    let server = try await ServerHarness()
    try await server.receive(.request(1, "v1.Echo", "Later"))
    try await server.channel.close()
    while server.gate.cancelled == 0 { await Task.yield() }
  }

  @Test("line 61: replies that are not read stop the reading, and end the connection when nothing moves")
  func stopsReading() async throws {
    let server = try await ServerHarness()
    try await server.setWritable(false)
    try await server.receive(.request(1))
    #expect(try await server.answers().isEmpty)
    try await server.setWritable(true)
    #expect(try await server.answers() == ["1 \"hi\""])
    try await server.setWritable(false)
    await server.advance(by: .seconds(29))
    #expect(server.channel.isActive)
    await server.advance(by: .seconds(1))
    #expect(!server.channel.isActive)
  }

  @Test func theTimeOfAFrameStandsStillWhileWeDoNotRead() async throws {
    let server = try await ServerHarness { $0.frameTime = .seconds(10) }
    try await server.receive(.request(1).getSlice(at: 0, length: 12) ?? ByteBuffer())
    try await server.setWritable(false)
    await server.advance(by: .seconds(29))
    #expect(server.channel.isActive)
    try await server.setWritable(true)
    await server.advance(by: .milliseconds(9_999))
    #expect(server.channel.isActive)
    await server.advance(by: .milliseconds(1))
    #expect(!server.channel.isActive)
  }

  @Test("line 66: a shutdown refuses what comes and answers what runs")
  func shutsDown() async throws {
    let server = try await ServerHarness()
    try await server.receive(.request(1, "v1.Echo", "Later"))
    try await server.shutDown()
    try await server.receive(.request(3))
    #expect(
      try await server.answers() == ["3 UNAVAILABLE: the server is shutting down; call again on a new connection"])
    server.gate.open()
    #expect(try await server.awaitAnswers(1) == ["1 \"hi\""])
    await server.run()
    #expect(!server.channel.isActive)
  }

  @Test("line 69: a client that ends its input gets its answers")
  func answersAHalfClosedClient() async throws {
    let server = try await ServerHarness()
    try await server.receive(.request(1, "v1.Echo", "Later"), .request(3, "v1.Echo", "Later", "ho"))
    try await server.endInput()
    #expect(server.channel.isActive)
    server.gate.open()
    #expect(try await server.awaitAnswers(2).sorted() == ["1 \"hi\"", "3 \"ho\""])
    await server.run()
    #expect(!server.channel.isActive)
  }
}
