import Testing

@testable import MusterLoad

/// Bytes to replies, however the bytes are cut.
@Suite struct ReplyReaderTests {
  static let answer = frame(stream: 1, [0x12, 2, 7, 7])
  static let nothing = frame(stream: 3, [])
  static let refusal = frame(stream: 5, [0x0A, 2, 8, 7])
  static let long = frame(stream: 0x0102_0304, [0x12] + [UInt8](repeating: 9, count: 300))
  static let all: [ReplyReader.Reply] = [
    .answered(stream: 1, bytes: 4), .answered(stream: 3, bytes: 0), .other(stream: 5, body: [0x0A, 2, 8, 7]),
    .answered(stream: 0x0102_0304, bytes: 301),
  ]

  @Test(arguments: [1, 2, 3, 7, 10, 11, 12, 64, 1000]) func cutAnywhere(size: Int) throws {
    let bytes = Self.answer + Self.nothing + Self.refusal + Self.long
    var reader = ReplyReader(.response)
    var replies: [ReplyReader.Reply] = []
    for start in stride(from: 0, to: bytes.count, by: size) {
      replies += try Self.read(Array(bytes[start..<min(bytes.count, start + size)]), &reader)
    }
    #expect(replies == Self.all)
  }

  @Test func everyFirstPartOfAFrameIsNoReply() throws {
    for end in 0..<Self.long.count {
      var reader = ReplyReader(.response)
      let early = try Self.read(Array(Self.long[..<end]), &reader)
      #expect(early == [])
      let late = try Self.read(Array(Self.long[end...]), &reader)
      #expect(late == [Self.all[3]])
    }
  }

  @Test func whatNoServerSendsEndsIt() {
    for (bytes, problem) in [
      (Self.frame(stream: 1, type: 3, [1]), "a frame of type 3 came back, not 2"),
      ([1] + Self.answer.dropFirst(), "a frame of 16777220 bytes came back"),
    ] {
      var reader = ReplyReader(.response)
      #expect(throws: LoadError.broken(problem)) { try Self.read(bytes, &reader) }
    }
  }

  @Test func framesOfAnyKindWhereThatIsWanted() throws {
    var reader = ReplyReader(.frame(type: 1))
    let replies = try Self.read(Self.frame(stream: 7, type: 1, [0x0A, 0]), &reader)
    #expect(replies == [.answered(stream: 7, bytes: 2)])
    #expect(throws: LoadError.self) { try Self.read(Self.answer, &reader) }
  }

  private static func read(_ bytes: [UInt8], _ reader: inout ReplyReader) throws(LoadError) -> [ReplyReader.Reply] {
    var offset = 0
    var replies: [ReplyReader.Reply] = []
    while let reply = try reader.next(in: bytes.span, from: &offset) { replies.append(reply) }
    return replies
  }

  private static func frame(stream: UInt32, type: UInt8 = 2, _ body: [UInt8]) -> [UInt8] {
    [0, 0, UInt8(body.count >> 8), UInt8(body.count & 255)]
      + [24, 16, 8, 0].map { UInt8(truncatingIfNeeded: stream >> $0) } + [type, 0] + body
  }
}
