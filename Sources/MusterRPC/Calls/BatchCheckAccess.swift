internal import CMusterProto
internal import MusterModel

extension BatchCheckAccess: @unsafe AccessRPCCall {
  static let request = unsafe MessageType(muster__v1__batch_check_access_request__init)
  static let response = unsafe MessageType(muster__v1__batch_check_access_response__init)
  private static let pair = unsafe MessageType(muster__v1__access_pair__init)
  private static let result = unsafe MessageType(muster__v1__check_access_response__init)

  func write(
    to request: UnsafeMutablePointer<Muster__V1__BatchCheckAccessRequest>, _ encoder: MessageEncoder
  ) throws(WireError) {
    unsafe request.pointee.n_pairs = pairs.count
    unsafe request.pointee.pairs = try encoder.list(pairs.count) { index throws(WireError) in
      unsafe try encoder.make(Self.pair) { message throws(WireError) in
        unsafe message.pointee.viewer = try encoder.text(pairs[index].viewer)
        unsafe message.pointee.owner = try encoder.text(pairs[index].owner)
      }
    }
  }

  init(reading request: Muster__V1__BatchCheckAccessRequest) throws(WireError) {
    var index = 0
    self.init(
      unsafe try MessageDecoder.list(request.n_pairs, request.pairs) { message throws(WireError) in
        defer { index += 1 }
        return AccessPair(
          viewer: unsafe try MessageDecoder.text(message.viewer, "Pairs[\(index)].Viewer"),
          owner: unsafe try MessageDecoder.text(message.owner, "Pairs[\(index)].Owner"))
      })
  }

  static func region(of request: Muster__V1__BatchCheckAccessRequest) -> ProtobufCBinaryData { unsafe request.region }

  static func write(
    _ output: [AccessReason], to response: UnsafeMutablePointer<Muster__V1__BatchCheckAccessResponse>,
    _ encoder: MessageEncoder
  ) throws(WireError) {
    unsafe response.pointee.n_results = output.count
    unsafe response.pointee.results = try encoder.list(output.count) { index throws(WireError) in
      unsafe try encoder.make(result) { message throws(WireError) in unsafe output[index].write(to: message) }
    }
  }

  static func read(_ response: Muster__V1__BatchCheckAccessResponse) throws(WireError) -> [AccessReason] {
    unsafe try MessageDecoder.list(response.n_results, response.results) { message throws(WireError) in
      unsafe try AccessReason(reading: message)
    }
  }
}
