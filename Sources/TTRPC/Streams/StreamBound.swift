/// How much of a stream may lie somewhere at a time.
///
/// Whatever lies there may be past the bound in bytes by its last message, which is bounded by the frame: a message that
/// is longer than what is left of the bound, or than all of it, must not stop the stream for ever.
struct StreamBound: Equatable, Sendable {
  var messages: Int
  var bytes: Int

  /// Whether a message may be added to what lies there.
  func admitsOne(beside there: StreamBound) -> Bool {
    there.messages == 0 || there.messages < messages && there.bytes < bytes
  }

  /// Whether this is as much as half of a bound: the time to make room for more in one go.
  func isHalf(of bound: StreamBound) -> Bool {
    messages > 0 && (messages * 2 >= bound.messages || bytes * 2 >= bound.bytes)
  }

  /// What these messages cost, among all that a connection keeps.
  var cost: Int { bytes + messages * Limits.streamMessageCost }

  /// The larger of each.
  func orAtLeast(_ other: StreamBound) -> StreamBound {
    StreamBound(messages: max(messages, other.messages), bytes: max(bytes, other.bytes))
  }

  static let none = StreamBound(messages: 0, bytes: 0)

  mutating func add(_ size: Int) {
    messages += 1
    bytes += size
  }

  mutating func remove(_ size: Int) {
    messages -= 1
    bytes -= size
  }
}
