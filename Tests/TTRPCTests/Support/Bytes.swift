import NIOCore

@testable import TTRPC

extension ByteBuffer {
  /// Bytes written as people write them: `"00 0a ff"`.
  init(hex: String) {
    self.init(bytes: hex.split(whereSeparator: \.isWhitespace).compactMap { UInt8($0, radix: 16) })
  }

  /// A frame.
  init(frame type: FrameType, _ id: StreamID, flags: FrameFlags = [], _ body: ByteBuffer = ByteBuffer()) {
    self.init()
    writeFrameHeader(FrameHeader(length: body.readableBytes, streamID: id, type: type, flags: flags))
    writeImmutableBuffer(body)
  }

  /// A request frame, as our client writes it.
  static func request(
    _ id: StreamID, _ service: String = "v1.Echo", _ method: String = "Now", _ payload: String = "hi",
    metadata: Metadata = [:], timeout: Int64 = 0
  ) -> ByteBuffer {
    var frame = ByteBuffer()
    let request = OutgoingRequest(
      service: service, method: method, payload: ByteBuffer(string: payload), metadata: metadata)
    let arena = Arena()
    let isWritten = arena.map {
      request.write(to: &frame, streamID: id, timeoutNanoseconds: timeout, arena: $0, limit: .max)
    }
    precondition(isWritten == true)
    return frame
  }

  /// The envelope of a request that is nothing but empty metadata entries, two bytes each.
  static func emptyMetadata(bytes: Int) -> ByteBuffer {
    var some = ByteBuffer()
    for _ in 0..<512 { some.writeMultipleIntegers(UInt8(0x2a), UInt8(0)) }
    var all = ByteBuffer()
    for _ in 0..<bytes / 1024 { all.writeImmutableBuffer(some) }
    return all
  }

  var hex: String {
    readableBytesView.map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }.joined(separator: " ")
  }
}

/// Decodes everything in some bytes.
func events(_ bytes: ByteBuffer, limit: Int = Limits.frameBytes) -> [FrameDecoder.Event] {
  var decoder = FrameDecoder(limit: limit)
  decoder.append(bytes)
  return drain(&decoder)
}

func drain(_ decoder: inout FrameDecoder) -> [FrameDecoder.Event] {
  var events: [FrameDecoder.Event] = []
  while let event = decoder.next() { events.append(event) }
  return events
}
