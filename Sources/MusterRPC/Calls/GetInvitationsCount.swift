internal import CMusterProto
internal import MusterModel

extension GetInvitationsCount: @unsafe RPCCall {
  static let request = unsafe MessageType(muster__v1__get_invitations_count_request__init)
  static let response = unsafe MessageType(muster__v1__get_invitations_count_response__init)

  func write(
    to request: UnsafeMutablePointer<Muster__V1__GetInvitationsCountRequest>, _ encoder: MessageEncoder
  ) throws(WireError) {}

  init(reading request: Muster__V1__GetInvitationsCountRequest) throws(WireError) { self.init() }

  static func write(
    _ output: Int, to response: UnsafeMutablePointer<Muster__V1__GetInvitationsCountResponse>,
    _ encoder: MessageEncoder
  ) throws(WireError) {
    unsafe response.pointee.invitations_count = Int32(clamping: output)
  }

  static func read(_ response: Muster__V1__GetInvitationsCountResponse) throws(WireError) -> Int {
    unsafe Int(response.invitations_count)
  }
}
