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
    writeFrameHeader(FrameHeader(length: size, streamID: streamID, type: type, flags: flags))
    guard size > 0 else { return nil }
    unsafe writeWithUnsafeMutableBytes(minimumWritableBytes: size) { space in
      // `space` holds at least `size` bytes, which is what packing writes.
      unsafe protobuf_c_message_pack(message, space.baseAddress?.assumingMemoryBound(to: UInt8.self))
    }
    return nil
  }
}

/// Every generated structure begins with a `ProtobufCMessage`, which is how libprotobuf-c takes any of them.
func base<M>(of message: UnsafeMutablePointer<M>) -> UnsafePointer<ProtobufCMessage> {
  unsafe UnsafeRawPointer(message).assumingMemoryBound(to: ProtobufCMessage.self)
}
