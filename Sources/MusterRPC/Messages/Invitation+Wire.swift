internal import CMusterProto
internal import MusterModel

extension Invitation {
  private static let type = unsafe MessageType(muster__v1__invitation__init)

  func make(_ encoder: MessageEncoder) throws(WireError) -> UnsafeMutablePointer<Muster__V1__Invitation> {
    unsafe try encoder.make(Self.type) { message throws(WireError) in
      unsafe message.pointee.account_id = try encoder.account(accountID)
      unsafe message.pointee.invitation_id = try encoder.text(invitationID.description)
      unsafe message.pointee.invited_at = try invitedAt.make(encoder)
      unsafe message.pointee.member_status = status.wire
    }
  }

  init(reading message: Muster__V1__Invitation) throws(WireError) {
    let id = unsafe try MessageDecoder.text(message.invitation_id, "invitation_id")
    guard let invitationID = InvitationID(id) else { throw .badReply("invitation_id is \"\(id)\"") }
    self.init(
      accountID: unsafe try AccountID(reading: message.account_id, "account_id"),
      invitationID: invitationID,
      invitedAt: unsafe try Timestamp.readRequired(message.invited_at, "invited_at"),
      status: unsafe try MemberStatus(reading: message.member_status))
  }
}
