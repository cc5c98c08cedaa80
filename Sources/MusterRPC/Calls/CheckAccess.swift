internal import CMusterProto
internal import MusterModel

extension CheckAccess: @unsafe AccessRPCCall {
  static let request = unsafe MessageType(muster__v1__check_access_request__init)
  static let response = unsafe MessageType(muster__v1__check_access_response__init)

  func write(
    to request: UnsafeMutablePointer<Muster__V1__CheckAccessRequest>, _ encoder: MessageEncoder
  ) throws(WireError) {
    unsafe request.pointee.viewer = try encoder.text(pair.viewer)
    unsafe request.pointee.owner = try encoder.text(pair.owner)
  }

  init(reading request: Muster__V1__CheckAccessRequest) throws(WireError) {
    self.init(
      viewer: unsafe try MessageDecoder.text(request.viewer, "Viewer"),
      owner: unsafe try MessageDecoder.text(request.owner, "Owner"))
  }

  static func region(of request: Muster__V1__CheckAccessRequest) -> ProtobufCBinaryData { unsafe request.region }

  static func write(
    _ output: AccessReason, to response: UnsafeMutablePointer<Muster__V1__CheckAccessResponse>,
    _ encoder: MessageEncoder
  ) throws(WireError) {
    unsafe output.write(to: response)
  }

  static func read(_ response: Muster__V1__CheckAccessResponse) throws(WireError) -> AccessReason {
    unsafe try AccessReason(reading: response)
  }
}
