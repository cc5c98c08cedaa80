internal import CMusterProto
internal import NIOCore

/// A call as it came from the wire, decoded in an arena and valid until that is reset.
//
// @safe: made and used within one turn of `ServerConnection.answer`, before the arena is reset.
@safe struct RequestEnvelope {
  private let raw: UnsafeMutablePointer<Ttrpc__Request>

  init(_ bytes: UnsafeRawBufferPointer, arena: Arena) throws(Status) {
    guard let raw = unsafe arena.unpack(ttrpc__request__init, from: bytes)
    else {
      throw arena.refused
        ? Status(code: .resourceExhausted, message: "the request takes more memory than a call may; send less at once")
        : Status(code: .invalidArgument, message: "unmarshal request error: not a ttrpc.Request")
    }
    unsafe self.raw = raw
  }

  var service: UnsafeRawBufferPointer { unsafe raw.pointee.service.bytes }
  var method: UnsafeRawBufferPointer { unsafe raw.pointee.method.bytes }
  var payload: UnsafeRawBufferPointer { unsafe raw.pointee.payload.bytes }

  /// When the call must be done.
  ///
  /// - Parameters:
  ///   - now: when it arrived.
  ///   - standard: how long it may take if it does not say.
  /// - Returns: the time, `.distantFuture` for none.
  /// - Throws: DEADLINE_EXCEEDED when it had already expired as it was sent.
  func deadline(now: NIODeadline, standard: TimeAmount?) throws(Status) -> NIODeadline {
    let timeout = unsafe raw.pointee.timeout_nano
    if timeout < 0 { throw Status.deadlineExceeded }
    if timeout > 0 { return now + .nanoseconds(min(timeout, Limits.longestTimeout.nanoseconds)) }
    return standard.map { now + $0 } ?? .distantFuture
  }

  /// - Throws: INVALID_ARGUMENT when there are more entries or bytes than allowed, or what is not text.
  func metadata(entries: Int, bytes: Int) throws(Status) -> Metadata {
    var metadata = Metadata()
    let count = unsafe raw.pointee.n_metadata
    guard count > 0 else { return metadata }
    guard count <= entries else {
      throw Status(code: .invalidArgument, message: "metadata has \(count) entries, at most \(entries) are allowed")
    }
    metadata.reserveCapacity(count)
    var left = bytes
    for index in 0..<count {
      guard let pair = unsafe raw.pointee.metadata[index] else { continue }
      left -= unsafe pair.pointee.key.len + pair.pointee.value.len
      guard left >= 0 else {
        throw Status(code: .invalidArgument, message: "metadata is longer than the \(bytes) bytes allowed")
      }
      guard let key = unsafe pair.pointee.key.text() else {
        throw Status(code: .invalidArgument, message: "a metadata key is not UTF-8 text without NUL")
      }
      guard let value = unsafe pair.pointee.value.text() else {
        throw Status(code: .invalidArgument, message: "metadata \(key): the value is not UTF-8 text without NUL")
      }
      metadata.append(key, value)
    }
    return metadata
  }
}
