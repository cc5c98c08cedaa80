internal import CMusterProto
internal import NIOCore

/// A call as it goes to the wire.
struct OutgoingRequest: Sendable, Equatable {
  var service: String
  var method: String
  var payload: ByteBuffer
  var metadata: Metadata
  /// Whether messages follow, for a stream.
  var flags: FrameFlags = []

  /// The most bytes its envelope can take, known before it is encoded: exact but for the timeout, which only shrinks.
  func encodedSize(timeoutNanoseconds: Int64) -> Int {
    let fixed =
      fieldSize(service.utf8.count) + fieldSize(method.utf8.count) + fieldSize(payload.readableBytes)
      + (timeoutNanoseconds == 0 ? 0 : 1 + varintSize(UInt64(bitPattern: timeoutNanoseconds)))
    return metadata.entries.reduce(into: fixed) { size, entry in
      let pair = fieldSize(entry.key.utf8.count) + fieldSize(entry.value.utf8.count)
      size += 1 + varintSize(UInt64(pair)) + pair
    }
  }

  /// Appends the frame.
  ///
  /// - Returns: whether it was written. Otherwise it takes more than the limit or the arena holds.
  func write(
    to out: inout ByteBuffer, streamID: StreamID, timeoutNanoseconds: Int64, arena: Arena, limit: Int
  ) -> Bool {
    arena.reset()
    return unsafe payload.withUnsafeReadableBytes { bytes in
      guard let raw = unsafe arena.take(Ttrpc__Request.self) else { return false }
      unsafe ttrpc__request__init(raw)
      guard
        let service = unsafe arena.copy(service), let method = unsafe arena.copy(method),
        let pairs = unsafe pairs(in: arena)
      else { return false }
      unsafe raw.pointee.service = service
      unsafe raw.pointee.method = method
      // libprotobuf-c declares what it only reads as mutable.
      unsafe raw.pointee.payload = ProtobufCBinaryData(
        len: bytes.count, data: UnsafeMutablePointer(mutating: bytes.baseAddress?.assumingMemoryBound(to: UInt8.self)))
      unsafe raw.pointee.timeout_nano = timeoutNanoseconds
      unsafe raw.pointee.n_metadata = metadata.entries.count
      unsafe raw.pointee.metadata = pairs
      return unsafe out.writeFrame(base(of: raw), type: .request, streamID: streamID, flags: flags, limit: limit) == nil
    }
  }

  private func pairs(in arena: Arena) -> UnsafeMutablePointer<UnsafeMutablePointer<Ttrpc__KeyValue>?>? {
    let count = metadata.entries.count
    guard
      let list = unsafe arena.take(UnsafeMutablePointer<Ttrpc__KeyValue>?.self, count: count),
      let pairs = unsafe arena.take(Ttrpc__KeyValue.self, count: count)
    else { return nil }
    for (index, entry) in metadata.entries.enumerated() {
      guard let key = unsafe arena.copy(entry.key), let value = unsafe arena.copy(entry.value) else { return nil }
      let pair = unsafe pairs + index
      unsafe ttrpc__key_value__init(pair)
      unsafe pair.pointee.key = key
      unsafe pair.pointee.value = value
      unsafe (list + index).initialize(to: pair)
    }
    return unsafe list
  }

  /// A length-delimited field with a number below 16. Proto3 leaves empty ones out.
  private func fieldSize(_ length: Int) -> Int {
    length == 0 ? 0 : 1 + varintSize(UInt64(length)) + length
  }

  private func varintSize(_ value: UInt64) -> Int {
    max(1, (UInt64.bitWidth - value.leadingZeroBitCount + 6) / 7)
  }
}
