internal import CMusterProto
internal import NIOCore

extension ByteBuffer {
  /// Encodes a message straight behind the header of its frame.
  ///
  /// - Returns: nil when written, or the message's size when it is above the limit; then nothing is written.
  mutating func writeFrame(
    _ message: UnsafePointer<ProtobufCMessage>, type: FrameType, streamID: StreamID, flags: FrameFlags = [],
    limit: Int
  ) -> Int? {
    let size = unsafe protobuf_c_message_get_packed_size(message)
    guard size <= limit else { return size }
    // Both at once: every write into a buffer costs as much as packing a small message.
    unsafe writeWithUnsafeMutableBytes(minimumWritableBytes: Limits.headerBytes + size) { space in
      unsafe FrameHeader(length: size, streamID: streamID, type: type, flags: flags).write(to: space)
      // `space` holds at least `size` bytes behind the header, which is what packing writes.
      let body = unsafe space.baseAddress.map { unsafe $0 + Limits.headerBytes }
      return unsafe Limits.headerBytes
        + protobuf_c_message_pack(message, body?.assumingMemoryBound(to: UInt8.self))
    }
    return nil
  }
}

/// Every generated structure begins with a `ProtobufCMessage`, which is how libprotobuf-c takes any of them.
func base<M>(of message: UnsafeMutablePointer<M>) -> UnsafePointer<ProtobufCMessage> {
  unsafe UnsafeRawPointer(message).assumingMemoryBound(to: ProtobufCMessage.self)
}
