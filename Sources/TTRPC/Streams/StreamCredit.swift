internal import NIOCore

/// How our own two ends keep a server that writes fast from ending a stream that its client reads slowly.
///
/// The client says in the metadata of a stream's request how much it keeps unread. A server that knows the key never has
/// more than that unread, and says so with an empty credit frame before the stream's first message. Only then does
/// the client send credit frames, each with what was read since the last. Every other peer passes the metadata on, and
/// neither sends nor gets such a frame. What the client sends is not counted: there the socket is the only brake.
enum StreamCredit {
  /// The key. The value is two numbers, of messages and of bytes: `64 262144`.
  static let key = "ttrpc-stream-window"

  static func announce(_ bound: StreamBound) -> Metadata.Entry {
    Metadata.Entry(key: key, value: "\(bound.messages) \(bound.bytes)")
  }

  /// The window that a client announces. Nil for none, and for what is none of ours.
  static func window(in metadata: Metadata) -> StreamBound? {
    guard let value = metadata[key] else { return nil }
    let numbers = value.split(separator: " ").compactMap { UInt32($0) }
    guard numbers.count == 2, numbers[0] > 0 else { return nil }
    return StreamBound(messages: Int(numbers[0]), bytes: Int(numbers[1]))
  }

  /// Reads what a client says to have read.
  static func read(_ body: ByteBuffer) -> StreamBound? {
    guard body.readableBytes == 8, let (messages, bytes) = body.peekMultipleIntegers(as: (UInt32, UInt32).self) else {
      return nil
    }
    return StreamBound(messages: Int(messages), bytes: Int(bytes))
  }
}

extension ByteBuffer {
  /// Writes a credit frame. Without a body it tells that the server counts.
  mutating func writeCredit(_ read: StreamBound?, to id: StreamID) {
    writeFrameHeader(FrameHeader(length: read == nil ? 0 : 8, streamID: id, type: .credit))
    guard let read else { return }
    writeMultipleIntegers(UInt32(clamping: read.messages), UInt32(clamping: read.bytes))
  }
}
