import NIOCore

@testable import TTRPC

/// However bytes arrive, the decoder cuts them into the same frames as a loop that has them all at once.
enum FrameFuzz {
  private static let limits = [0, 1, 10, 300, TTRPC.Limits.frameBytes, TTRPC.Limits.frameBytesCeiling]

  static func run(_ input: inout FuzzInput) throws(BrokenPromise) {
    let limit = limits[input.below(limits.count)]
    var pace = input.below(256)
    let bytes = input.rest()
    let expected = reference(bytes, limit: limit)

    var decoder = FrameDecoder(limit: limit)
    decoder.append(ByteBuffer(bytes: bytes))
    try compare(drain(&decoder), decoder, expected, "at once")

    decoder = FrameDecoder(limit: limit)
    var events: [FrameDecoder.Event] = []
    var place = 0
    while place < bytes.count {
      pace = (pace * 137 + 43) % 256
      let count = min(1 + pace % 29, bytes.count - place)
      decoder.append(ByteBuffer(bytes: bytes[place..<place + count]))
      place += count
      // Sometimes nobody looks for a while, as when replies are not read.
      if pace % 3 != 0 { events += drain(&decoder) }
    }
    events += drain(&decoder)
    try compare(events, decoder, expected, "in pieces")
  }

  private static func drain(_ decoder: inout FrameDecoder) -> [FrameDecoder.Event] {
    var events: [FrameDecoder.Event] = []
    while let event = decoder.next() { events.append(event) }
    return events
  }

  private static func compare(
    _ events: [FrameDecoder.Event], _ decoder: FrameDecoder, _ expected: Reference, _ how: String
  ) throws(BrokenPromise) {
    try promise(events == expected.events, "\(how): \(events) instead of \(expected.events)")
    try promise(!decoder.hasUndecoded, "\(how): bytes are left over")
    try promise(
      decoder.isInsideFrame == expected.isInsideFrame, "\(how): inside a frame is \(decoder.isInsideFrame)")
  }

  private struct Reference {
    var events: [FrameDecoder.Event] = []
    var isInsideFrame = false
  }

  private static func reference(_ bytes: [UInt8], limit: Int) -> Reference {
    var result = Reference()
    var place = 0
    while place < bytes.count {
      guard bytes.count - place >= 10 else {
        result.isInsideFrame = true
        return result
      }
      guard bytes[place] == 0 else {
        result.events.append(.garbage(firstByte: bytes[place]))
        return result
      }
      func number(at offset: Int) -> Int { bytes[place + offset..<place + offset + 4].reduce(0) { $0 << 8 | Int($1) } }
      let header = FrameHeader(
        length: number(at: 0), streamID: StreamID(number(at: 4)), type: FrameType(rawValue: bytes[place + 8]),
        flags: FrameFlags(rawValue: bytes[place + 9]))
      let end = place + 10 + header.length
      if header.length > limit {
        result.events.append(.oversize(header))
      } else if end <= bytes.count {
        result.events.append(.frame(header, ByteBuffer(bytes: bytes[place + 10..<end])))
      }
      result.isInsideFrame = end > bytes.count
      place = end
    }
    return result
  }
}
