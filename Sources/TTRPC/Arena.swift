package import CMusterProto

/// The memory in which one message at a time is decoded and encoded: taken from the front, given back all at once.
///
/// Decoding into it costs no malloc, and whatever a message claims, it cannot grow past the limit. What it hands out
/// is valid until ``reset()``. There is one per event loop, and nothing in it may cross to another thread.
//
// @safe: the only stored pointer is made in `init`, never nil, never given away, and freed in `deinit`.
@safe package final class Arena {
  private let raw: UnsafeMutablePointer<muster_arena>

  /// Reserves address space; pages are used as they are needed. Nil when the system has none left.
  ///
  /// - Parameter limit: the most bytes in use at a time.
  package init?(limit: Int = Limits.arenaBytes) {
    guard let raw = unsafe muster_arena_create(limit) else { return nil }
    unsafe self.raw = raw
  }

  deinit {
    unsafe muster_arena_destroy(raw)
  }

  /// Takes everything back, and keeps some pages for the next message.
  package func reset() {
    unsafe muster_arena_reset(raw, Limits.arenaKeptBytes)
  }

  /// Whether something did not fit since the last reset: tells a message that is too large from a malformed one.
  package var refused: Bool {
    unsafe raw.pointee.refused != 0
  }

  /// Bytes in use since the last reset.
  package var used: Int {
    unsafe raw.pointee.used
  }

  /// Decodes a message, every part of which then lives in the arena.
  ///
  /// - Parameters:
  ///   - descriptor: the generated descriptor of `M`.
  ///   - type: the generated C structure that `descriptor` describes.
  ///   - bytes: the encoded message.
  /// - Returns: nil when the bytes are malformed, or when they do not fit (then ``refused`` says so).
  package func unpack<M>(
    _ descriptor: UnsafePointer<ProtobufCMessageDescriptor>,
    as type: M.Type,
    from bytes: UnsafeRawBufferPointer
  ) -> UnsafeMutablePointer<M>? {
    unsafe precondition(descriptor.pointee.sizeof_message == MemoryLayout<M>.size, "\(type) is not what is described")
    let start = unsafe bytes.baseAddress?.assumingMemoryBound(to: UInt8.self)
    let message = unsafe protobuf_c_message_unpack(descriptor, &raw.pointee.allocator, bytes.count, start)
    // Every generated structure begins with a ProtobufCMessage, and the sizes were compared above.
    return unsafe UnsafeMutableRawPointer(message)?.assumingMemoryBound(to: M.self)
  }

  /// Decodes a message whose type its generated `init` function tells: `arena.unpack(ttrpc__request__init, from: bytes)`.
  ///
  /// Swift sees the generated descriptors as constants, whose address it does not give away.
  ///
  /// - Returns: nil when the bytes are malformed, or when they do not fit (then ``refused`` says so).
  package func unpack<M>(
    _ initialize: (UnsafeMutablePointer<M>?) -> Void,
    from bytes: UnsafeRawBufferPointer
  ) -> UnsafeMutablePointer<M>? {
    let descriptor = unsafe withUnsafeTemporaryAllocation(of: M.self, capacity: 1) { space in
      unsafe initialize(space.baseAddress)
      // Every generated structure begins with a ProtobufCMessage, which `initialize` has filled.
      return unsafe UnsafeRawPointer(space.baseAddress)?.assumingMemoryBound(to: ProtobufCMessage.self).pointee
        .descriptor
    }
    guard let descriptor = unsafe descriptor else { preconditionFailure("\(M.self) has no descriptor") }
    return unsafe unpack(descriptor, as: M.self, from: bytes)
  }

  /// Memory for `count` values of a type, **not initialised**. Nil when it does not fit.
  package func take<T>(_ type: T.Type, count: Int = 1) -> UnsafeMutablePointer<T>? {
    assert(MemoryLayout<T>.alignment <= 16, "the arena aligns to 16 bytes, \(T.self) needs more")
    let (size, overflow) = MemoryLayout<T>.stride.multipliedReportingOverflow(by: max(count, 0))
    guard let start = unsafe muster_arena_take(raw, overflow ? .max : size) else { return nil }
    return unsafe start.bindMemory(to: T.self, capacity: count)
  }

  /// Encodes a message into the arena. Nil when it does not fit.
  package func pack(_ message: UnsafePointer<ProtobufCMessage>) -> UnsafeRawBufferPointer? {
    let size = unsafe protobuf_c_message_get_packed_size(message)
    guard let start = unsafe take(UInt8.self, count: size) else { return nil }
    let written = unsafe protobuf_c_message_pack(message, start)
    return unsafe UnsafeRawBufferPointer(start: start, count: written)
  }
}
