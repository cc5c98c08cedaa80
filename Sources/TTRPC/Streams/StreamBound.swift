/// How much of a stream may lie somewhere at a time.
///
/// One message is always allowed where nothing lies: it is bounded by the frame, and a bound below one message would
/// stop the stream for ever.
struct StreamBound: Equatable, Sendable {
  var messages: Int
  var bytes: Int

  /// Whether a message of `size` bytes may be added to what lies there.
  func admits(_ size: Int, beside there: StreamBound) -> Bool {
    there.messages == 0 || there.messages < messages && there.bytes + size <= bytes
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
