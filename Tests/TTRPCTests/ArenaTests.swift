import CMusterProto
import NIOCore
import Testing

@testable import TTRPC

struct ArenaTests {
  private func unpackRequest(_ bytes: ByteBuffer, _ arena: Arena) -> Bool {
    unsafe bytes.withUnsafeReadableBytes { unsafe arena.unpack(ttrpc__request__init, from: $0) != nil }
  }

  @Test("line 40: two million empty metadata entries are refused within the budget")
  func boundsTheMemoryOfAMessage() throws {
    let arena = try #require(Arena())
    let hostile = ByteBuffer.emptyMetadata(bytes: Limits.frameBytes)
    #expect(!unpackRequest(hostile, arena))
    #expect(arena.refused)
    #expect(arena.used <= Limits.arenaBytes)
    arena.reset()
    #expect(!arena.refused)
    #expect(unpackRequest(ByteBuffer(hex: "0a 01 61"), arena))
  }

  @Test func tellsMalformedFromTooLarge() throws {
    let arena = try #require(Arena(limit: 4096))
    #expect(!unpackRequest(ByteBuffer(hex: "0a ff"), arena))
    #expect(!arena.refused)
    var large = ByteBuffer(hex: "1a 88 27")
    large.writeRepeatingByte(0, count: 5000)
    #expect(!unpackRequest(large, arena))
    #expect(arena.refused)
  }

  @Test func hasALimit() throws {
    let arena = try #require(Arena(limit: 1024))
    #expect(unsafe arena.take(UInt64.self, count: 128) != nil)
    #expect(unsafe arena.take(UInt8.self) == nil)
    #expect(unsafe arena.take(UInt64.self, count: .max) == nil)
    arena.reset()
    #expect(unsafe arena.take(UInt64.self, count: .max) == nil)
    #expect(unsafe arena.take(UInt8.self) != nil)
  }

  @Test func unpacksByDescriptorToo() throws {
    let arena = try #require(Arena())
    var prototype = unsafe Ttrpc__KeyValue()
    unsafe ttrpc__key_value__init(&prototype)
    let pair = unsafe ByteBuffer(hex: "0a 01 6b 12 01 76").withUnsafeReadableBytes {
      unsafe arena.unpack(prototype.base.descriptor, as: Ttrpc__KeyValue.self, from: $0)
    }
    let key = unsafe pair?.pointee.key.text()
    let value = unsafe pair?.pointee.value.text()
    #expect(key == "k")
    #expect(value == "v")
  }

  @Test func packs() throws {
    let arena = try #require(Arena())
    let pair = unsafe try #require(unsafe arena.take(Ttrpc__KeyValue.self))
    unsafe ttrpc__key_value__init(pair)
    unsafe pair.pointee.key = try #require(unsafe arena.copy("k"))
    unsafe pair.pointee.value = try #require(unsafe arena.copy("a longer value than fits into a small string"))
    let packed = unsafe arena.pack(base(of: pair)).map { unsafe ByteBuffer(bytes: $0) }
    #expect(packed?.readableBytes == 3 + 2 + 44)
    #expect(packed?.getString(at: 5, length: 44) == "a longer value than fits into a small string")
  }

  @Test(arguments: [
    ("", ""), ("61", "a"), ("c3 a4", "ä"), ("61 00 62", nil), ("00", nil), ("ff", nil), ("c3", nil), ("ed a0 80", nil),
  ])
  func readsOnlyText(hex: String, expected: String?) throws {
    let arena = try #require(Arena())
    let field = unsafe try #require(
      unsafe ByteBuffer(hex: hex).withUnsafeReadableBytes { bytes in unsafe arena.copy(bytes) })
    let text = unsafe field.text()
    #expect(text == expected)
  }

  @Test func limitsText() throws {
    let arena = try #require(Arena())
    let field = unsafe try #require(unsafe arena.copy("12345"))
    let (short, exact) = unsafe (field.text(limit: 4), field.text(limit: 5))
    #expect(short == nil)
    #expect(exact == "12345")
  }
}
