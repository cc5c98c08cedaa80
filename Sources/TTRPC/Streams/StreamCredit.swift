internal import NIOCore

/// How our own two ends keep whoever writes fast from ending a stream that the other end reads slowly.
///
/// The client says in the metadata of a stream's request how much it keeps unread of the server's messages, and whether it
/// counts its own. A server that knows the key answers with a credit frame for each before the stream's first message:
/// an empty one says that it counts what the client has not read, one of twelve bytes says what it keeps unread itself.
/// Only then are credit frames of eight bytes sent, each with what was read since the last. Every other peer passes the
/// metadata on, and neither sends nor gets such a frame.
///
/// Until the answer has come, a client sends no more than ``initial`` on a stream, and no more bytes than that on all
/// its streams. If it has more, it asks who is there: see ``ServerKinship``.
enum StreamCredit {
  /// The key. The value is words: two numbers, of messages and of bytes, then `counted`; or either: `64 262144 counted`.
  static let key = "ttrpc-stream-window"
  private static let counted = "counted"

  /// What a client may send before it knows the server's window, which is never less for who counts.
  static let initial = StreamBound(messages: Limits.streamMessages, bytes: Limits.streamBytes)

  /// What the request of a stream says.
  struct Announcement: Equatable {
    /// What the client keeps unread. Nil when it does not say.
    var window: StreamBound?
    /// The client takes credit for what it sends.
    var counts = false

    static let nothing = Announcement()
  }

  /// What our client says.
  static func announce(_ kind: StreamKind, window: StreamBound) -> Metadata.Entry {
    let numbers = kind.serverStreams ? ["\(window.messages)", "\(window.bytes)"] : []
    let words = numbers + (kind.clientStreams ? [counted] : [])
    return Metadata.Entry(key: key, value: words.joined(separator: " "))
  }

  /// What a client says. Nothing, for what is none of ours.
  static func announcement(in metadata: Metadata) -> Announcement {
    guard var words = metadata[key]?.split(separator: " ") else { return .nothing }
    let counts = words.last == Substring(counted)
    if counts { words.removeLast() }
    // Digits and nothing else: a sign is none, though Swift reads one.
    let numbers = words.filter { $0.allSatisfy { ("0"..."9").contains($0) } }.compactMap { UInt32($0) }
    guard numbers.count == words.count else { return .nothing }
    switch numbers.count {
    case 0: return Announcement(counts: counts)
    case 2 where numbers[0] > 0:
      return Announcement(window: StreamBound(messages: Int(numbers[0]), bytes: Int(numbers[1])), counts: counts)
    default: return .nothing
    }
  }

  /// Reads what a peer says to have read.
  static func read(_ body: ByteBuffer) -> StreamBound? {
    guard body.readableBytes == 8, let (messages, bytes) = body.peekMultipleIntegers(as: (UInt32, UInt32).self) else {
      return nil
    }
    return StreamBound(messages: Int(messages), bytes: Int(bytes))
  }

  /// What a server keeps unread of one stream, and what all streams of the connection may cost.
  struct Window: Equatable {
    var stream: StreamBound
    var connection: Int
  }

  static func window(_ body: ByteBuffer) -> Window? {
    guard body.readableBytes == 12,
      let (messages, bytes, connection) = body.peekMultipleIntegers(as: (UInt32, UInt32, UInt32).self)
    else { return nil }
    return Window(stream: StreamBound(messages: Int(messages), bytes: Int(bytes)), connection: Int(connection))
  }
}

extension ByteBuffer {
  /// Writes a credit frame. Without a body it tells that the server counts.
  mutating func writeCredit(_ read: StreamBound?, to id: StreamID) {
    writeFrameHeader(FrameHeader(length: read == nil ? 0 : 8, streamID: id, type: .credit))
    guard let read else { return }
    writeMultipleIntegers(UInt32(clamping: read.messages), UInt32(clamping: read.bytes))
  }

  /// Writes a credit frame that tells what the server keeps unread.
  mutating func writeWindow(_ window: StreamCredit.Window, to id: StreamID) {
    writeFrameHeader(FrameHeader(length: 12, streamID: id, type: .credit))
    writeMultipleIntegers(
      UInt32(clamping: window.stream.messages), UInt32(clamping: window.stream.bytes),
      UInt32(clamping: window.connection))
  }

  /// Writes the frame that tells a server of ours to give up a call.
  mutating func writeCancel(of id: StreamID) {
    writeFrameHeader(FrameHeader(length: 0, streamID: id, type: .cancel))
  }
}
