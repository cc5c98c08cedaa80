import NIOCore
import Testing

@testable import TTRPC

struct FrameDecoderTests {
  private let header = FrameHeader(length: 4, streamID: 0x0102_0304, type: .data, flags: .remoteClosed)

  @Test func readsEveryFieldOfTheHeader() {
    let bytes = ByteBuffer(hex: "00 00 00 04 01 02 03 04 03 01 aa bb cc dd")
    #expect(events(bytes) == [.frame(header, ByteBuffer(hex: "aa bb cc dd"))])
  }

  @Test func waitsForTheWholeHeaderAndTheWholeBody() {
    let bytes = ByteBuffer(hex: "00 00 00 04 01 02 03 04 03 01 aa bb cc dd")
    for count in 1..<bytes.readableBytes {
      var decoder = FrameDecoder()
      decoder.append(bytes.getSlice(at: 0, length: count) ?? ByteBuffer())
      #expect(decoder.next() == nil)
      #expect(decoder.isInsideFrame)
      decoder.append(bytes.getSlice(at: count, length: bytes.readableBytes - count) ?? ByteBuffer())
      #expect(drain(&decoder).count == 1)
      #expect(!decoder.isInsideFrame)
    }
  }

  @Test func isBetweenFramesAtFirst() {
    var decoder = FrameDecoder()
    #expect(decoder.next() == nil)
    #expect(!decoder.isInsideFrame)
  }

  @Test func acceptsTheLongestFrameAndRefusesOneMore() {
    let longest = ByteBuffer(repeating: 1, count: Limits.frameBytes)
    #expect(events(ByteBuffer(frame: .request, 1, longest)).count == 1)
    let tooLong = FrameHeader(length: Limits.frameBytes + 1, streamID: 1, type: .request)
    var bytes = ByteBuffer()
    bytes.writeFrameHeader(tooLong)
    #expect(events(bytes) == [.oversize(tooLong)])
  }

  @Test func skipsTheBodyOfAnOversizeFrameAndGoesOn() {
    var bytes = ByteBuffer(frame: .request, 1, ByteBuffer(repeating: 1, count: 11))
    let second = ByteBuffer(frame: .request, 3, ByteBuffer(repeating: 2, count: 10))
    bytes.writeImmutableBuffer(second)
    let expected: [FrameDecoder.Event] = [
      .oversize(FrameHeader(length: 11, streamID: 1, type: .request)),
      .frame(FrameHeader(length: 10, streamID: 3, type: .request), ByteBuffer(repeating: 2, count: 10)),
    ]
    #expect(events(bytes, limit: 10) == expected)
    #expect(bytewise(bytes, limit: 10) == expected)
  }

  @Test func reportsGarbageAtOnceAndNothingAfterIt() {
    var bytes = ByteBuffer(string: "GET / HTTP/1.1\r\n")
    bytes.writeImmutableBuffer(ByteBuffer(frame: .request, 1))
    #expect(events(bytes) == [.garbage(firstByte: UInt8(ascii: "G"))])
    #expect(bytewise(bytes) == [.garbage(firstByte: UInt8(ascii: "G"))])
  }

  @Test(arguments: 0..<50)
  func aSplitChangesNothing(seed: UInt64) {
    var random = SplitMix(state: seed)
    var bytes = ByteBuffer()
    for id in 0..<30 {
      let count = Int.random(in: 0...200, using: &random)
      bytes.writeImmutableBuffer(
        ByteBuffer(frame: .request, StreamID(id * 2 + 1), ByteBuffer(repeating: UInt8(id), count: count)))
    }
    let whole = events(bytes, limit: 150)
    #expect(whole.count == 30)
    var decoder = FrameDecoder(limit: 150)
    var split: [FrameDecoder.Event] = []
    while bytes.readableBytes > 0 {
      let count = Int.random(in: 1...min(bytes.readableBytes, 300), using: &random)
      decoder.append(bytes.readSlice(length: count) ?? ByteBuffer())
      // Sometimes nobody looks for a while, as when replies are not read.
      if Bool.random(using: &random) { split += drain(&decoder) }
    }
    split += drain(&decoder)
    #expect(split == whole)
  }

  private func bytewise(_ bytes: ByteBuffer, limit: Int = Limits.frameBytes) -> [FrameDecoder.Event] {
    var decoder = FrameDecoder(limit: limit)
    var events: [FrameDecoder.Event] = []
    for byte in bytes.readableBytesView {
      decoder.append(ByteBuffer(bytes: [byte]))
      events += drain(&decoder)
    }
    return events
  }
}

/// Random numbers that are the same in every run.
struct SplitMix: RandomNumberGenerator {
  var state: UInt64

  mutating func next() -> UInt64 {
    state &+= 0x9e37_79b9_7f4a_7c15
    var mixed = state
    mixed = (mixed ^ (mixed >> 30)) &* 0xbf58_476d_1ce4_e5b9
    mixed = (mixed ^ (mixed >> 27)) &* 0x94d0_49bb_1331_11eb
    return mixed ^ (mixed >> 31)
  }
}
