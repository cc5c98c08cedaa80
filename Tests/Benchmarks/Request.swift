/// A ttrpc request, encoded once; only its stream id differs from call to call.
struct Request {
  /// The frame, header included, with stream id 0.
  let frame: [UInt8]

  init(service: String, method: String, payload: [UInt8], metadata: [(String, String)]) {
    var envelope = Self.field(1, Array(service.utf8)) + Self.field(2, Array(method.utf8)) + Self.field(3, payload)
    for (key, value) in metadata {
      envelope += Self.field(5, Self.field(1, Array(key.utf8)) + Self.field(2, Array(value.utf8)))
    }
    frame = Self.bigEndian(UInt32(envelope.count)) + [0, 0, 0, 0, 1, 0] + envelope
  }

  /// Frames for the next stream ids, one behind the other.
  func frames(count: Int, from stream: inout UInt32) -> [UInt8] {
    var bytes: [UInt8] = []
    bytes.reserveCapacity(count * frame.count)
    for _ in 0..<count {
      bytes += frame
      bytes.replaceSubrange(bytes.count - frame.count + 4..<bytes.count - frame.count + 8, with: Self.bigEndian(stream))
      stream += 2
    }
    return bytes
  }

  /// `GetMembersRequest` of one account.
  static func getMembers(_ account: String, as administrator: String) -> Request {
    Request(
      service: "muster.v1.SecurityHub", method: "GetMembers", payload: field(1, Array(account.utf8)),
      metadata: [("muster-account", administrator)])
  }

  /// `CheckAccessRequest`.
  static func checkAccess(viewer: String, owner: String) -> Request {
    Request(
      service: "muster.v1.Access", method: "CheckAccess",
      payload: field(1, Array(viewer.utf8)) + field(2, Array(owner.utf8)), metadata: [])
  }

  private static func field(_ number: UInt8, _ bytes: [UInt8]) -> [UInt8] {
    [number << 3 | 2] + varint(bytes.count) + bytes
  }

  private static func varint(_ number: Int) -> [UInt8] {
    number < 128 ? [UInt8(number)] : [UInt8(number & 127 | 128)] + varint(number >> 7)
  }

  private static func bigEndian(_ number: UInt32) -> [UInt8] {
    [24, 16, 8, 0].map { UInt8(truncatingIfNeeded: number >> $0) }
  }
}
