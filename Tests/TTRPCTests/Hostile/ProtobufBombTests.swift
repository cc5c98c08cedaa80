import NIOCore
import NIOEmbedded
import Testing

@testable import TTRPC

/// Envelopes that are meant to cost the reader more than the writer. Each is answered within the arena's memory, and
/// the connection goes on.
struct ProtobufBombTests {
  struct Bomb: Sendable, CustomTestStringConvertible {
    let name: String
    let envelope: ByteBuffer
    /// What it is answered.
    let answer: String
    var testDescription: String { name }
  }

  private static let malformed = "INVALID_ARGUMENT: unmarshal request error: not a ttrpc.Request"
  private static let tooLarge =
    "RESOURCE_EXHAUSTED: the request takes more memory than a call may; send less at once"
  /// `v1.Echo/Now`, to which more is added.
  private static let names = "0a 07 76 31 2e 45 63 68 6f 12 03 4e 6f 77 "

  private static func bomb(_ name: String, _ hex: String, _ answer: String = malformed) -> Bomb {
    Bomb(name: name, envelope: ByteBuffer(hex: names + hex), answer: answer)
  }

  /// The same bytes again and again, as many as a frame holds.
  private static func flood(_ name: String, _ hex: String, _ answer: String) -> Bomb {
    let some = ByteBuffer(hex: hex)
    var block = ByteBuffer()
    while block.readableBytes < 4096 { block.writeImmutableBuffer(some) }
    var all = ByteBuffer(hex: names)
    while all.readableBytes + block.readableBytes <= Limits.frameBytes { all.writeImmutableBuffer(block) }
    return Bomb(name: name, envelope: all, answer: answer)
  }

  static let bombs = [
    bomb("a length past the end", "1a 05 61"),
    bomb("a length of 2^32 - 1", "1a ff ff ff ff 0f 61"),
    bomb("a length of 2^63", "1a 80 80 80 80 80 80 80 80 80 01 61"),
    bomb("a length of 2^64 - 1", "1a ff ff ff ff ff ff ff ff ff 01 61"),
    bomb("a length that never ends", "1a ff ff ff ff ff ff ff ff ff ff ff ff ff"),
    bomb("a tag without a value", "1a"),
    bomb("half a tag", "80"),
    bomb("a tag of eleven bytes", "80 80 80 80 80 80 80 80 80 80 01 00"),
    bomb("a number of eleven bytes", "20 80 80 80 80 80 80 80 80 80 80 01"),
    bomb("half a number", "20 ff"),
    bomb("a field with the number 0", "02 01 61"),
    bomb("groups in groups", String(repeating: "f3 03 ", count: 10_000)),
    bomb("the end of a group that never began", "f4 03"),
    bomb("wire types that do not exist", "f6 03 f7 03"),
    bomb("the payload as a number", "18 01"),
    bomb("the timeout as text", "22 01 61"),
    bomb("metadata cut short inside", "2a 04 0a 05 61 61"),
    bomb("metadata in metadata", "2a 06 2a 04 2a 02 2a 00", "\"\""),
    flood("empty metadata", "2a 00", tooLarge),
    flood("unknown numbers", "f8 3e 01", tooLarge),
    flood("unknown fields of the highest number", "fa ff ff ff 0f 00", tooLarge),
    flood("an empty payload again and again", "1a 00", tooLarge),
    flood("a method's name again and again", "12 03 4e 6f 77", tooLarge),
    Bomb(
      name: "one name as long as a frame", envelope: ByteBuffer(hex: "0a fb ff ff 01") + "s",
      answer: "UNIMPLEMENTED: service \(String(repeating: "s", count: Limits.shownCharacters))…"),
    Bomb(
      name: "one key as long as a frame", envelope: ByteBuffer(hex: names + "2a ed ff ff 01 0a e8 ff ff 01") + "k",
      answer: "INVALID_ARGUMENT: metadata is longer than the 16384 bytes allowed"),
  ]

  @Test("line 33, 40 and 41: no envelope takes more memory than one call may", arguments: bombs)
  func isAnswered(bomb: Bomb) async throws {
    #expect(bomb.envelope.readableBytes <= Limits.frameBytes)
    let server = try await ServerHarness()
    try await server.receive(ByteBuffer(frame: .request, 1, bomb.envelope))
    await server.nextRound()
    #expect(try await server.answers() == ["1 \(bomb.answer)"])
    try await server.receive(.request(3))
    #expect(try await server.answers() == ["3 \"hi\""])
    let arena = try #require(Arena())
    unsafe bomb.envelope.withUnsafeReadableBytes { bytes in _ = unsafe try? RequestEnvelope(bytes, arena: arena) }
    #expect(arena.used <= Limits.arenaBytes)
  }
}

/// The bytes, and the text's one character as often as fits behind them into a frame.
private func + (bytes: ByteBuffer, character: String) -> ByteBuffer {
  var all = bytes
  all.writeString(String(repeating: character, count: Limits.frameBytes - bytes.readableBytes))
  return all
}
