// The edges of the member state machine (spec 3.3), each once. Every one returns the row that follows, or nil
// where the state forbids it; which message that becomes is the call's business. `updatedAt` never goes back,
// also when the clock does.
extension MemberRow {
  /// T1: a row as CreateMembers makes it.
  public static func created(email: String?, at now: Timestamp) -> MemberRow {
    MemberRow(email: email, status: .created, updatedAt: now)
  }

  /// T3: Created, Removed and Resigned rows become Invited under a new invitation, which replaces any that was
  /// left over. T4: nil for rows that are Invited or Enabled.
  public func inviting(_ id: InvitationID, at now: Timestamp) -> MemberRow? {
    switch status {
    case .created, .removed, .resigned:
      MemberRow(email: email, status: .invited, invitationID: id, invitedAt: now, updatedAt: max(now, updatedAt))
    case .invited, .enabled:
      nil
    }
  }

  /// T6, T7: Invited rows, and Resigned ones whose invitation still exists, become Enabled under the same
  /// invitation. T8: an Enabled row stays as it is.
  public func accepting(at now: Timestamp) -> MemberRow? {
    switch status {
    case .invited, .resigned:
      guard invitationID != nil else { return nil }
      return changing(to: .enabled, at: now)
    case .enabled:
      return self
    case .created, .removed:
      return nil
    }
  }

  /// T9: an Invited row becomes Resigned, and its invitation stays. T10: one that is Resigned and still has its
  /// invitation stays as it is. Nil without an open invitation; T11: nil for an Enabled row.
  public func declining(at now: Timestamp) -> MemberRow? {
    switch status {
    case .invited: changing(to: .resigned, at: now)
    case .resigned: invitationID == nil ? nil : self
    case .created, .enabled, .removed: nil
    }
  }

  /// T12: its recipient deletes the invitation of an Invited row, which declines it. T13: of a Resigned row, whose
  /// status stays. Nil without an open invitation; T14: nil for an Enabled row.
  public func discardingInvitation(at now: Timestamp) -> MemberRow? {
    guard var row = declining(at: now) else { return nil }
    row.invitationID = nil
    return row
  }

  /// T15: its sender withdraws the invitation of an Invited row, which is as if it had never been sent. T16: of a
  /// Resigned row, whose status stays. Nil without an open invitation, and for an Enabled row.
  public func withdrawingInvitation(at now: Timestamp) -> MemberRow? {
    guard invitationID != nil else { return nil }
    switch status {
    case .invited: return MemberRow(email: email, status: .created, updatedAt: max(now, updatedAt))
    case .resigned:
      var row = self
      row.invitationID = nil
      return row
    case .created, .enabled, .removed: return nil
    }
  }

  /// T17: the member of an Enabled row leaves; the invitation stays and can be accepted again. Nil for any other.
  public func leaving(at now: Timestamp) -> MemberRow? {
    status == .enabled ? changing(to: .resigned, at: now) : nil
  }

  /// T18, T19: a row of any other status becomes Removed, its invitation gone. T20: a Removed one stays as it is.
  public func disassociating(at now: Timestamp) -> MemberRow {
    guard status != .removed else { return self }
    var row = changing(to: .removed, at: now)
    row.invitationID = nil
    return row
  }

  /// T21: whether the row may be deleted. T22: not while it is Enabled.
  public var canBeDeleted: Bool { status != .enabled }

  private func changing(to status: MemberStatus, at now: Timestamp) -> MemberRow {
    var row = self
    row.status = status
    row.updatedAt = max(now, updatedAt)
    return row
  }

  /// The same association as its member sees it; nil while there is no invitation.
  public var invitation: InvitationRow? {
    guard let invitationID, let invitedAt else { return nil }
    return InvitationRow(id: invitationID, status: status, invitedAt: invitedAt)
  }
}
