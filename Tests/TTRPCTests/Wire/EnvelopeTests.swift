import NIOCore
import Testing

@testable import TTRPC

/// The byte vectors of the protocol's appendix, both ways.
struct EnvelopeTests {
  private let hi = ByteBuffer(hex: "0a 02 68 69")

  private func write(_ request: OutgoingRequest, id: StreamID, timeout: Int64 = 0) throws -> ByteBuffer {
    var out = ByteBuffer()
    let arena = try #require(Arena())
    #expect(request.write(to: &out, streamID: id, timeoutNanoseconds: timeout, arena: arena, limit: 1 << 20))
    #expect(request.encodedSize(timeoutNanoseconds: timeout) == out.readableBytes - Limits.headerBytes)
    return out
  }

  @Test func writesAUnaryRequest() throws {
    let request = OutgoingRequest(service: "v1.Echo", method: "Say", payload: hi, metadata: [:])
    #expect(
      try write(request, id: 1).hex
        == "00 00 00 14 00 00 00 01 01 00 0a 07 76 31 2e 45 63 68 6f 12 03 53 61 79 1a 04 0a 02 68 69")
  }

  @Test func writesTimeoutAndMetadata() throws {
    let request = OutgoingRequest(
      service: "v1.Echo", method: "Say", payload: ByteBuffer(), metadata: ["ns": "k8s.io", "ns": "moby"])
    #expect(
      try write(request, id: 5, timeout: 1_500_000_000).hex
        == "00 00 00 2e 00 00 00 05 01 00 0a 07 76 31 2e 45 63 68 6f 12 03 53 61 79 20 80 de a0 cb 05 "
        + "2a 0c 0a 02 6e 73 12 06 6b 38 73 2e 69 6f 2a 0a 0a 02 6e 73 12 04 6d 6f 62 79")
  }

  @Test func writesANegativeTimeout() throws {
    let request = OutgoingRequest(service: "v1.Echo", method: "Say", payload: ByteBuffer(), metadata: [:])
    #expect(
      try write(request, id: 7, timeout: -1).hex
        == "00 00 00 19 00 00 00 07 01 00 0a 07 76 31 2e 45 63 68 6f 12 03 53 61 79 20 ff ff ff ff ff ff ff ff ff 01")
  }

  @Test func knowsTheSizeBeforeEncoding() throws {
    for count in [0, 1, 127, 128, 16_383, 16_384] {
      let request = OutgoingRequest(
        service: String(repeating: "s", count: count), method: "", payload: ByteBuffer(repeating: 0, count: count),
        metadata: ["": "", "k": String(repeating: "v", count: count)])
      _ = try write(request, id: 1, timeout: Int64(count))
    }
  }

  @Test func writesNothingThatIsTooLong() throws {
    let request = OutgoingRequest(service: "v1.Echo", method: "Say", payload: hi, metadata: [:])
    var out = ByteBuffer()
    let arena = try #require(Arena())
    #expect(!request.write(to: &out, streamID: 1, timeoutNanoseconds: 0, arena: arena, limit: 19))
    #expect(out.readableBytes == 0)
  }

  @Test func writesResponses() throws {
    var replies = ReplyBuffer(limit: 1 << 20)
    let arena = try #require(Arena())
    replies.append(.buffer(hi), to: 1, arena: arena)
    #expect(replies.take().hex == "00 00 00 06 00 00 00 01 02 00 12 04 0a 02 68 69")
    replies.append(.buffer(ByteBuffer()), to: 1, arena: arena)
    #expect(replies.take().hex == "00 00 00 00 00 00 00 01 02 00")
    replies.append(.failure(Status(code: .unimplemented, message: "service v1.Nope")), to: 3, arena: arena)
    #expect(
      replies.take().hex
        == "00 00 00 15 00 00 00 03 02 00 0a 13 08 0c 12 0f 73 65 72 76 69 63 65 20 76 31 2e 4e 6f 70 65")
  }

  @Test(arguments: [0, 17, -1])
  func neverWritesACodeThatAPeerTakesForOK(code: Int32) throws {
    var replies = ReplyBuffer(limit: 1 << 20)
    let arena = try #require(Arena())
    replies.append(.failure(Status(code: .init(rawValue: code), message: "m")), to: 3, arena: arena)
    #expect(replies.take().hex == "00 00 00 07 00 00 00 03 02 00 0a 05 08 02 12 01 6d")
  }

  @Test func anErrorThatIsTooLongStaysAnError() throws {
    var replies = ReplyBuffer(limit: 1024)
    let arena = try #require(Arena())
    let status = Status(code: .notFound, message: String(repeating: "x", count: 2000))
    replies.append(.failure(status), to: 3, arena: arena)
    guard case .frame(_, let body) = try #require(events(replies.take()).first) else { return }
    #expect(
      ResponseEnvelope(body, arena: arena)
        == .failure(Status(code: .notFound, message: "the error is too long to send")))
  }

  @Test("line 14: a zero-length Response is success with an empty message")
  func readsAnEmptyResponse() throws {
    let arena = try #require(Arena())
    #expect(ResponseEnvelope(ByteBuffer(), arena: arena) == .payload(ByteBuffer()))
  }

  @Test("line 15 and 42: a status with code 0 is success")
  func readsAStatusOfZero() throws {
    let arena = try #require(Arena())
    #expect(ResponseEnvelope(ByteBuffer(hex: "0a 00"), arena: arena) == .payload(ByteBuffer()))
    #expect(ResponseEnvelope(ByteBuffer(hex: "0a 02 08 00 12 01 37"), arena: arena) == .payload(ByteBuffer(hex: "37")))
  }

  @Test("line 42: other numbers are kept", arguments: [("08 11", 17), ("08 ff ff ff ff ff ff ff ff ff 01", -1)])
  func keepsUnknownCodes(hex: String, code: Int32) throws {
    let arena = try #require(Arena())
    let status = ByteBuffer(hex: hex)
    var envelope = ByteBuffer(bytes: [0x0a, UInt8(status.readableBytes)])
    envelope.writeImmutableBuffer(status)
    #expect(ResponseEnvelope(envelope, arena: arena) == .failure(Status(code: .init(rawValue: code), message: "")))
  }

  @Test("line 39: unknown fields are ignored, details preserved byte for byte")
  func keepsDetails() throws {
    let arena = try #require(Arena())
    // code 5, message "m", details {type_url "t", value 00 ff, field 3 unknown}, field 9 unknown; field 10 unknown.
    let envelope = ByteBuffer(hex: "0a 15 08 05 12 01 6d 1a 0b 0a 01 74 12 02 00 ff 1a 02 68 69 4a 01 78 52 01 79")
    let detail = Status.Detail(typeURL: "t", value: [0, 255])
    #expect(
      ResponseEnvelope(envelope, arena: arena) == .failure(Status(code: .notFound, message: "m", details: [detail])))
  }

  @Test func refusesWhatIsNoEnvelope() throws {
    let arena = try #require(Arena())
    #expect(ResponseEnvelope(ByteBuffer(hex: "0a ff 01"), arena: arena) == nil)
  }
}
