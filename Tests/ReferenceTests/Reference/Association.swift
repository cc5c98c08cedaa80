import MusterModel

/// One administrator's row about one member, and the invitation between them (spec 3.2).
struct Association {
  let region: Region
  let administrator: AccountID
  let member: AccountID
  let email: String?
  var status = MemberStatus.created
  /// The number of the invitation, while there is one.
  var invitation: Int?
  var invitedAt: Timestamp?
  var updatedAt: Timestamp

  var asMember: Member {
    Member(
      accountID: member, administratorID: administrator, email: email, status: status, invitedAt: invitedAt,
      updatedAt: updatedAt)
  }

  var asInvitation: NumberedInvitation? {
    guard let invitation, let invitedAt else { return nil }
    return NumberedInvitation(administrator: administrator, number: invitation, invitedAt: invitedAt, status: status)
  }
}

/// An invitation that was withdrawn, replaced or deleted.
struct FormerInvitation {
  let region: Region
  let administrator: AccountID
  let member: AccountID
  let number: Int
}
