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
      return MemberRow(
        email: email, status: .enabled, invitationID: invitationID, invitedAt: invitedAt,
        updatedAt: max(now, updatedAt))
    case .enabled:
      return self
    case .created, .removed:
      return nil
    }
  }

  /// The same association as its member sees it; nil while there is no invitation.
  public var invitation: InvitationRow? {
    guard let invitationID, let invitedAt else { return nil }
    return InvitationRow(id: invitationID, status: status, invitedAt: invitedAt)
  }
}
