/// An account's member side: there is a row exactly while it has an administrator.
public struct StandingRow: Hashable, Sendable {
  public var administrator: AccountID
  /// The accepted invitation. Its time stands here too, so that asking for one's administrator needs no
  /// other row.
  public var invitationID: InvitationID
  public var invitedAt: Timestamp

  public init(administrator: AccountID, invitationID: InvitationID, invitedAt: Timestamp) {
    self.administrator = administrator
    self.invitationID = invitationID
    self.invitedAt = invitedAt
  }
}

/// Head of a roster. Every commit that changes the roster puts it, so its revision is the roster's.
public struct RosterRow: Hashable, Sendable {
  public var rows: Int
  public var enabled: Int

  public init(rows: Int = 0, enabled: Int = 0) {
    self.rows = rows
    self.enabled = enabled
  }
}

/// One member as its administrator keeps it (spec 3.2).
public struct MemberRow: Hashable, Sendable {
  /// Exactly as supplied, byte for byte.
  public var email: String?
  public var status: MemberStatus
  /// The latest invitation while it exists; its recipient holds the same id.
  public var invitationID: InvitationID?
  /// When the latest invitation was sent, if any was since creation.
  public var invitedAt: Timestamp?
  /// When the status last changed. Never goes back.
  public var updatedAt: Timestamp

  public init(
    email: String? = nil,
    status: MemberStatus,
    invitationID: InvitationID? = nil,
    invitedAt: Timestamp? = nil,
    updatedAt: Timestamp
  ) {
    self.email = email
    self.status = status
    self.invitationID = invitationID
    self.invitedAt = invitedAt
    self.updatedAt = updatedAt
  }
}

/// An invitation as its recipient sees it: the member row's other side.
public struct InvitationRow: Hashable, Sendable {
  public var id: InvitationID
  public var status: MemberStatus
  public var invitedAt: Timestamp

  public init(id: InvitationID, status: MemberStatus, invitedAt: Timestamp) {
    self.id = id
    self.status = status
    self.invitedAt = invitedAt
  }
}
