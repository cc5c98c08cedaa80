internal import CMusterProto
internal import MusterModel

extension AcceptAdministratorInvitation: @unsafe DoneRPCCall {
  static let request = unsafe MessageType(muster__v1__accept_administrator_invitation_request__init)
  static let response = unsafe MessageType(muster__v1__accept_administrator_invitation_response__init)

  func write(
    to request: UnsafeMutablePointer<Muster__V1__AcceptAdministratorInvitationRequest>, _ encoder: MessageEncoder
  ) throws(WireError) {
    unsafe request.pointee.administrator_id = try encoder.text(administratorID)
    unsafe request.pointee.invitation_id = try encoder.text(invitationID)
  }

  init(reading request: Muster__V1__AcceptAdministratorInvitationRequest) throws(WireError) {
    self.init(
      administratorID: unsafe try MessageDecoder.text(request.administrator_id, "AdministratorId"),
      invitationID: unsafe try MessageDecoder.text(request.invitation_id, "InvitationId"))
  }
}
