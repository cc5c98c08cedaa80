import NIOCore
import NIOEmbedded
import Testing

@testable import TTRPC

/// Frames that no client of ours writes, on a server's end of a connection.
struct FrameTests {
  private let even = "INVALID_ARGUMENT: StreamID must be odd for client initiated streams"
  private let used = "INVALID_ARGUMENT: StreamID cannot be re-used and must increment"
  private let inactive = "INVALID_ARGUMENT: StreamID is no longer active"

  @Test("line 27 and 28: of any type but 1 and 3, a frame on an odd id is ignored, one on an even id refused")
  func everyType() async throws {
    let server = try await ServerHarness()
    for type in UInt8.min...UInt8.max where type != 1 && type != 3 {
      try await server.receive(
        ByteBuffer(frame: FrameType(rawValue: type), 1, ByteBuffer(string: "x")),
        ByteBuffer(frame: FrameType(rawValue: type), 2))
      #expect(try await server.answers() == ["2 \(even)"], "type \(type)")
    }
    try await server.receive(.request(1))
    #expect(try await server.answers() == ["1 \"hi\""])
  }

  @Test("line 30: a unary request is answered whatever its flags are")
  func everyFlag() async throws {
    let server = try await ServerHarness()
    for flags in UInt8.min...UInt8.max {
      var request = ByteBuffer.request(StreamID(flags) * 2 + 1)
      request.setInteger(flags, at: 9)
      try await server.receive(request)
      #expect(try await server.answers() == ["\(StreamID(flags) * 2 + 1) \"hi\""])
    }
  }

  @Test("line 31 and 32: data, with any flags and bytes, of a unary call that runs or ran is ignored")
  func dataOfUnaryCalls() async throws {
    let server = try await ServerHarness()
    try await server.receive(.request(1, "v1.Echo", "Later"), .request(3))
    #expect(try await server.answers() == ["3 \"hi\""])
    for id in [1, 3] as [StreamID] {
      for flags in UInt8.min...UInt8.max {
        let flags = FrameFlags(rawValue: flags)
        try await server.receive(ByteBuffer(frame: .data, id, flags: flags))
        try await server.receive(ByteBuffer(frame: .data, id, flags: flags, ByteBuffer(string: "bytes")))
      }
    }
    #expect(try await server.answers().isEmpty)
    server.gate.open()
    #expect(try await server.awaitAnswers(1) == ["1 \"hi\""])
  }

  @Test("line 32: data on ids that were never opened is refused, and opens nothing")
  func dataOfNoCall() async throws {
    let server = try await ServerHarness()
    for id in [1, 7, .max] as [StreamID] {
      try await server.receive(ByteBuffer(frame: .data, id, flags: [.remoteClosed, .noData]))
      #expect(try await server.answers() == ["\(id) \(inactive)"])
    }
    try await server.receive(ByteBuffer(frame: .data, 0), ByteBuffer(frame: .data, 4), .request(1))
    #expect(try await server.answers() == ["0 \(even)", "4 \(even)", "1 \"hi\""])
  }

  @Test("line 19 and 21: ids that repeat are refused, those that descend while they are among the last 64 taken")
  func idsThatDescend() async throws {
    let server = try await ServerHarness()
    try await server.receive(.request(9), .request(9), .request(7), .request(7), .request(1001), .request(3))
    #expect(
      try await server.answers() == ["9 \"hi\"", "9 \(used)", "7 \"hi\"", "7 \(used)", "1001 \"hi\"", "3 \(used)"])
    let strict = try await ServerHarness { $0.skippedStreamIDs = 0 }
    try await strict.receive(.request(5), .request(3), .request(7))
    #expect(try await strict.answers() == ["5 \"hi\"", "3 \(used)", "7 \"hi\""])
  }

  @Test("line 22: after the last id there is none")
  func theLastID() async throws {
    let server = try await ServerHarness { $0.skippedStreamIDs = 0 }
    try await server.receive(.request(.max), .request(.max), .request(1))
    #expect(
      try await server.answers() == ["4294967295 \"hi\"", "4294967295 \(used)", "1 \(used)"])
  }

  @Test("line 7 and 8: the longest request is answered, one byte more refused, whatever its type and id")
  func theLongestFrame() async throws {
    let server = try await ServerHarness()
    let longest = Limits.frameBytes - 5 - 9 - 5
    try await server.receive(.request(1, "v1.Echo", "Now", String(repeating: "x", count: longest)))
    #expect(try await server.answers().first?.utf8.count == longest + 4)
    // To read so much was the whole of a turn.
    await server.nextRound()
    let tooLong = ByteBuffer(repeating: 0, count: Limits.frameBytes + 1)
    let answer = "RESOURCE_EXHAUSTED: message length 4194305 exceed maximum message size of 4194304"
    for (type, id) in [(1, 3), (3, 99), (0, 5), (255, 7), (1, 8), (1, 0)] as [(UInt8, StreamID)] {
      try await server.receive(ByteBuffer(frame: FrameType(rawValue: type), id, tooLong))
      #expect(try await server.answers() == ["\(id) \(answer)"])
    }
    // Of a call that has its answer, as shorter data is.
    try await server.receive(ByteBuffer(frame: .data, 3, tooLong))
    #expect(try await server.answers().isEmpty)
    try await server.receive(.request(3), .request(5))
    #expect(try await server.answers() == ["3 \(used)", "5 \"hi\""])
  }

  @Test("line 10: of a first byte that is not 0 nothing is believed, nor of what follows", arguments: 1...255)
  func everyFirstByte(byte: UInt8) async throws {
    let server = try await ServerHarness()
    var bytes = ByteBuffer.request(1)
    bytes.setInteger(byte, at: 0)
    bytes.writeImmutableBuffer(.request(3))
    try await server.receive(bytes)
    #expect(try await server.answers().isEmpty)
    #expect(!server.channel.isActive)
  }

  @Test("line 6: a byte a second is too slow for a frame, and fast enough for frames of one byte a second")
  func aByteASecond() async throws {
    let server = try await ServerHarness { $0.frameTime = .seconds(10) }
    var taken = 0
    for byte in ByteBuffer.request(1).readableBytesView where server.channel.isActive {
      try await server.receive(ByteBuffer(bytes: [byte]))
      await server.advance(by: .seconds(1))
      taken += 1
    }
    #expect(taken == 10)
    #expect(!server.channel.isActive)
    let patient = try await ServerHarness { $0.frameTime = .seconds(31) }
    for id in [1, 3] as [StreamID] {
      for byte in ByteBuffer.request(id, "v1.Echo", "Now", "").readableBytesView {
        try await patient.receive(ByteBuffer(bytes: [byte]))
        await patient.advance(by: .seconds(1))
      }
      #expect(try await patient.answers() == ["\(id) \"\""])
    }
  }

  @Test("line 6 and 9: skipping what is too long has an end, too")
  func anOversizeFrameThatNeverEnds() async throws {
    let server = try await ServerHarness { $0.frameTime = .seconds(10) }
    try await server.receive(ByteBuffer(hex: "00 ff ff ff 00 00 00 01 01 00"))
    #expect(try await server.answers().count == 1)
    for _ in 0..<9 {
      await server.advance(by: .seconds(1))
      try await server.receive(ByteBuffer(repeating: 0, count: 1000))
    }
    #expect(server.channel.isActive)
    await server.advance(by: .seconds(1))
    #expect(!server.channel.isActive)
  }
}
