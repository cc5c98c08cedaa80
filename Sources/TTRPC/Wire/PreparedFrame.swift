internal import CMusterProto
package import NIOCore

/// Frames for whoever measures a server and has no time for a client: encoded once and sent any number of times, with
/// nothing changed but the four bytes at ``streamIDOffset``.
package enum PreparedFrame {
  /// Where the stream id stands, big-endian.
  package static let streamIDOffset = 4

  /// The frame of a call whose stream id is 0. Nil when it is longer than a frame may be.
  package static func request(
    service: String, method: String, payload: ByteBuffer, metadata: Metadata
  ) -> [UInt8]? {
    guard let arena = Arena() else { return nil }
    let request = OutgoingRequest(service: service, method: method, payload: payload, metadata: metadata)
    var frame = ByteBuffer()
    guard
      request.write(to: &frame, streamID: 0, timeoutNanoseconds: 0, arena: arena, limit: Limits.frameBytes)
    else { return nil }
    return Array(frame.readableBytesView)
  }

  /// What the body of a response says went wrong. Nil when nothing did.
  package static func refusal(inResponse body: [UInt8]) -> Status? {
    guard let arena = Arena(), let response = ResponseEnvelope(ByteBuffer(bytes: body), arena: arena) else {
      return Status(code: .unknown, message: "the reply is not a ttrpc.Response")
    }
    guard case .failure(let status) = response else { return nil }
    return status
  }
}
