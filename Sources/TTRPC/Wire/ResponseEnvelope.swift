internal import CMusterProto
internal import NIOCore

/// What a server answers a call.
enum ResponseEnvelope: Equatable {
  case payload(ByteBuffer)
  case failure(Status)

  /// Reads an envelope. Nil when the bytes are none.
  init?(_ body: ByteBuffer, arena: Arena) {
    arena.reset()
    let decoded: ResponseEnvelope? = unsafe body.withUnsafeReadableBytes { bytes in
      guard let raw = unsafe arena.unpack(ttrpc__response__init, from: bytes)
      else { return nil }
      // Absent means OK, and so does a status whose code is 0: Rust's servers send that.
      if let status = unsafe raw.pointee.status, unsafe status.pointee.code != 0 {
        return unsafe .failure(Status(status))
      }
      return unsafe .payload(ByteBuffer(bytes: raw.pointee.payload.bytes))
    }
    guard let decoded else { return nil }
    self = decoded
  }
}
