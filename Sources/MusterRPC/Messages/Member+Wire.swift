internal import CMusterProto
internal import MusterModel

extension Member {
  private static let type = unsafe MessageType(muster__v1__member__init)

  func make(_ encoder: MessageEncoder) throws(WireError) -> UnsafeMutablePointer<Muster__V1__Member> {
    unsafe try encoder.make(Self.type) { message throws(WireError) in
      unsafe message.pointee.account_id = try encoder.account(accountID)
      unsafe message.pointee.administrator_id = try encoder.account(administratorID)
      if let email {
        unsafe message.pointee._email_case = MUSTER__V1__MEMBER___EMAIL_EMAIL
        unsafe message.pointee.email = try encoder.text(email)
      }
      unsafe message.pointee.member_status = status.wire
      unsafe message.pointee.invited_at = try invitedAt?.make(encoder)
      unsafe message.pointee.updated_at = try updatedAt.make(encoder)
    }
  }

  init(reading message: Muster__V1__Member) throws(WireError) {
    self.init(
      accountID: unsafe try AccountID(reading: message.account_id, "account_id"),
      administratorID: unsafe try AccountID(reading: message.administrator_id, "administrator_id"),
      email: unsafe message._email_case == MUSTER__V1__MEMBER___EMAIL_EMAIL
        ? try MessageDecoder.text(message.email, "email") : nil,
      status: unsafe try MemberStatus(reading: message.member_status),
      invitedAt: unsafe try Timestamp.read(message.invited_at),
      updatedAt: unsafe try Timestamp.readRequired(message.updated_at, "updated_at"))
  }
}

extension AccountID {
  /// An account as a daemon answers it.
  init(reading field: ProtobufCBinaryData, _ name: String) throws(WireError) {
    let text = unsafe try MessageDecoder.text(field, name)
    guard let id = AccountID(text) else { throw .badReply("\(name) is \"\(text)\", not 12 digits") }
    self = id
  }
}
