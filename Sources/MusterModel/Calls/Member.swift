/// A member as its administrator sees it (spec 3.2).
public struct Member: Hashable, Sendable {
  public var accountID: AccountID
  public var administratorID: AccountID
  public var email: String?
  public var status: MemberStatus
  public var invitedAt: Timestamp?
  public var updatedAt: Timestamp

  public init(
    accountID: AccountID, administratorID: AccountID, email: String? = nil, status: MemberStatus,
    invitedAt: Timestamp? = nil, updatedAt: Timestamp
  ) {
    self.accountID = accountID
    self.administratorID = administratorID
    self.email = email
    self.status = status
    self.invitedAt = invitedAt
    self.updatedAt = updatedAt
  }

  init(_ row: MemberRow, _ accountID: AccountID, of administratorID: AccountID) {
    self.init(
      accountID: accountID, administratorID: administratorID, email: row.email, status: row.status,
      invitedAt: row.invitedAt, updatedAt: row.updatedAt)
  }
}

/// An invitation as its recipient sees it (spec 2.1).
public struct Invitation: Hashable, Sendable {
  /// The account that invited.
  public var accountID: AccountID
  public var invitationID: InvitationID
  public var invitedAt: Timestamp
  public var status: MemberStatus

  public init(accountID: AccountID, invitationID: InvitationID, invitedAt: Timestamp, status: MemberStatus) {
    self.accountID = accountID
    self.invitationID = invitationID
    self.invitedAt = invitedAt
    self.status = status
  }
}
