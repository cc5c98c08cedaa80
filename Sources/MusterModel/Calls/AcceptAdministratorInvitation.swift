/// Makes the inviter the caller's administrator (spec 2.5, T6-T8). Decided by the administrator's actor, since
/// it changes that roster.
public struct AcceptAdministratorInvitation: WriteCall {
  public typealias Output = Done

  public static let operation = Operation.acceptAdministratorInvitation

  public var administratorID: String
  public var invitationID: String

  public init(administratorID: String, invitationID: String) {
    self.administratorID = administratorID
    self.invitationID = invitationID
  }

  public func checkShape() throws(CallError) { try checkShape(administratorField: "AdministratorId") }

  /// For whoever lets clients send the administrator under another name, which errors must use then.
  public func checkShape(administratorField: String) throws(CallError) {
    try Shape.check(administratorID, field: administratorField, limit: Limits.idBytes)
    try Shape.check(invitationID, field: "InvitationId", limit: Limits.idBytes)
  }

  public func decider(for principal: Principal) throws(CallError) -> AccountID {
    guard let administrator = AccountID(administratorID) else { throw noInvitation(for: principal) }
    return administrator
  }

  public func admissionRows(for principal: Principal) -> [RowKey] {
    guard let administrator = AccountID(administratorID) else { return [.hub(principal.account)] }
    return [.hub(principal.account), .invitation(member: principal.account, administrator: administrator)]
  }

  public func admit(on draft: Draft, for principal: Principal) throws(CallError) {
    guard draft.hub(principal.account) != nil else { throw .notSubscribed(principal.account) }
    guard let administrator = AccountID(administratorID), let id = InvitationID(invitationID),
      draft.invitation(to: principal.account, from: administrator)?.id == id
    else { throw noInvitation(for: principal) }
  }

  public func rows(for principal: Principal) -> [RowKey] {
    guard let administrator = AccountID(administratorID) else { return admissionRows(for: principal) }
    let member = principal.account
    return admissionRows(for: principal) + RosterChange.rows(of: administrator)
      + [.standing(member), .roster(member), .member(administrator: administrator, member: member)]
  }

  public func decide(
    on draft: Draft, for principal: Principal, at now: Timestamp, ids: inout some RandomNumberGenerator
  ) throws(CallError) -> Decision<Output> {
    try admit(on: draft, for: principal)
    let administrator = try decider(for: principal)
    let member = principal.account
    guard let row = draft.member(member, of: administrator), let accepted = row.accepting(at: now) else {
      throw noInvitation(for: principal)
    }
    if row.status == .enabled { return Decision(Done()) }  // T8: SDKs send again after a lost connection.
    if let standing = draft.standing(member) {
      throw .invalid(
        "Account \(member) is already a member of administrator \(standing.administrator); leave it first.")
    }
    if let roster = draft.roster(member), roster.enabled > 0 {
      throw .invalid(
        "Account \(member) is itself the administrator of \(roster.enabled) enabled members and cannot accept an "
          + "invitation; disassociate them first.")
    }
    if let standing = draft.standing(administrator) {
      throw .invalid(
        "Account \(administrator) has become a member of administrator \(standing.administrator) and cannot have "
          + "members any more; its invitation cannot be accepted.")
    }
    var change = RosterChange(of: administrator, on: draft)
    change.put(member, accepted, replacing: row)
    change.expectToGainMembers(on: draft)
    change.expect([.exists(.hub(member)), draft.unchanged(.standing(member)), draft.unchanged(.roster(member))])
    return change.decision(Done())
  }

  private func noInvitation(for principal: Principal) -> CallError {
    CallError(
      .resourceNotFound,
      "Account \(principal.account) has no invitation \(invitationID) from \(administratorID); list invitations for "
        + "those that can be accepted.")
  }
}
