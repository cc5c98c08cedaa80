internal import CMusterProto
internal import MusterModel

extension Timestamp {
  private static let type = unsafe MessageType(google__protobuf__timestamp__init)

  func make(_ encoder: MessageEncoder) throws(WireError) -> UnsafeMutablePointer<Google__Protobuf__Timestamp> {
    let seconds = (milliseconds - (milliseconds % 1000 + 1000) % 1000) / 1000
    return unsafe try encoder.make(Self.type) { message in
      unsafe message.pointee.seconds = seconds
      unsafe message.pointee.nanos = Int32(milliseconds - seconds * 1000) * 1_000_000
    }
  }

  /// Nil for an absent field.
  static func read(_ field: UnsafeMutablePointer<Google__Protobuf__Timestamp>?) throws(WireError) -> Timestamp? {
    guard let message = unsafe field else { return nil }
    let (seconds, nanos) = unsafe (message.pointee.seconds, message.pointee.nanos)
    // The range that RFC 3339 can write, which the message's own definition demands.
    guard (-62_135_596_800...253_402_300_799).contains(seconds), (0...999_999_999).contains(nanos) else {
      throw .badReply("a time is out of range: \(seconds) s \(nanos) ns")
    }
    return Timestamp(milliseconds: seconds * 1000 + Int64(nanos) / 1_000_000)
  }

  static func readRequired(
    _ field: UnsafeMutablePointer<Google__Protobuf__Timestamp>?, _ name: String
  ) throws(WireError) -> Timestamp {
    guard let time = unsafe try read(field) else { throw .badReply("\(name) is missing") }
    return time
  }
}
