internal import NIOCore

/// Names one call of a connection. The client counts 1, 3, 5, … and never uses one twice.
typealias StreamID = UInt32

/// The ten bytes before the data of every frame.
struct FrameHeader: Equatable, Sendable {
  /// The bytes of data that follow.
  var length: Int
  var streamID: StreamID
  var type: FrameType
  var flags: FrameFlags = []
}

extension FrameHeader {
  /// The ten bytes, at the front of `space`.
  func write(to space: UnsafeMutableRawBufferPointer) {
    unsafe space.storeBytes(of: UInt32(length).bigEndian, as: UInt32.self)
    unsafe space.storeBytes(of: streamID.bigEndian, toByteOffset: 4, as: StreamID.self)
    unsafe space.storeBytes(of: type.rawValue, toByteOffset: 8, as: UInt8.self)
    unsafe space.storeBytes(of: flags.rawValue, toByteOffset: 9, as: UInt8.self)
  }
}

/// What a frame carries. Numbers without a name are kept, since peers may send them.
struct FrameType: RawRepresentable, Equatable, Sendable {
  var rawValue: UInt8

  /// Client to server: a `Request` envelope, which opens a stream.
  static let request = FrameType(rawValue: 1)
  /// Server to client: a `Response` envelope, which ends a stream.
  static let response = FrameType(rawValue: 2)
  /// Both ways: one message of a stream, without an envelope.
  static let data = FrameType(rawValue: 3)
  /// Ours, and only between ends that agreed on it: see ``StreamCredit``.
  static let credit = FrameType(rawValue: 0x81)
  /// Ours: client to server, and only to one that has sent a credit frame. Nobody waits for the call any more.
  static let cancel = FrameType(rawValue: 0x82)
}

/// What the sender of a frame says about its stream. Unary calls use none.
struct FrameFlags: OptionSet, Sendable {
  var rawValue: UInt8

  /// Nothing more comes from the sender on this stream.
  static let remoteClosed = FrameFlags(rawValue: 1)
  /// More data from the sender will follow.
  static let remoteOpen = FrameFlags(rawValue: 2)
  /// The frame carries no message, as opposed to an empty one.
  static let noData = FrameFlags(rawValue: 4)
}

extension ByteBuffer {
  /// The header at the front, or nil while fewer than ten bytes are there. Consumes nothing.
  func peekFrameHeader() -> FrameHeader? {
    guard
      let (length, streamID, type, flags) = peekMultipleIntegers(as: (UInt32, UInt32, UInt8, UInt8).self)
    else { return nil }
    return FrameHeader(
      length: Int(length), streamID: streamID, type: FrameType(rawValue: type), flags: FrameFlags(rawValue: flags))
  }

  mutating func writeFrameHeader(_ header: FrameHeader) {
    unsafe writeWithUnsafeMutableBytes(minimumWritableBytes: Limits.headerBytes) { space in
      unsafe header.write(to: space)
      return Limits.headerBytes
    }
  }
}
