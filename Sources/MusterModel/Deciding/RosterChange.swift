/// A roster being changed: keeps its head, both sides of each association and the members' standings in step,
/// whatever the call, so that no call can forget one of them.
struct RosterChange {
  let administrator: AccountID
  /// The administrator's own member side; while it has one it can neither create nor invite.
  let standing: StandingRow?
  private(set) var head: RosterRow
  private var changes: [Change] = []
  private var expectations: [Expectation]

  /// The rows that changing a roster always looks at.
  static func rows(of administrator: AccountID) -> [RowKey] {
    [.hub(administrator), .standing(administrator), .roster(administrator)]
  }

  /// The caller's own roster; refused without a hub (spec D1).
  init(of principal: Principal, on draft: Draft) throws(CallError) {
    guard draft.hub(principal.account) != nil else { throw .notSubscribed(principal.account) }
    self.init(of: principal.account, on: draft)
  }

  init(of administrator: AccountID, on draft: Draft) {
    self.administrator = administrator
    standing = draft.standing(administrator)
    head = draft.roster(administrator) ?? RosterRow()
    expectations = [draft.unchanged(.roster(administrator))]
  }

  /// That the administrator still may gain members when the change is written: it has a hub, and no administrator
  /// of its own.
  mutating func expectToGainMembers(on draft: Draft) {
    expectations += [.exists(.hub(administrator)), draft.unchanged(.standing(administrator))]
  }

  /// Puts the member's row in place of `old` (nil: there was none) and whatever follows from it.
  mutating func put(_ member: AccountID, _ new: MemberRow, replacing old: MemberRow?) {
    changes.append(.member(administrator, member, new))
    if old == nil { head.rows += 1 }
    head.enabled += (new.status == .enabled ? 1 : 0) - (old?.status == .enabled ? 1 : 0)
    if new.invitation != old?.invitation {
      changes.append(.invitation(member, from: administrator, new.invitation))
    }
    if new.standing(under: administrator) != old?.standing(under: administrator) {
      changes.append(.standing(member, new.standing(under: administrator)))
    }
  }

  /// Deletes a row and its invitation. Enabled ones are never deleted.
  mutating func delete(_ member: AccountID, _ old: MemberRow) {
    changes.append(.member(administrator, member, nil))
    head.rows -= 1
    if old.invitation != nil { changes.append(.invitation(member, from: administrator, nil)) }
  }

  mutating func expect(_ more: [Expectation]) { expectations += more }

  /// The answer, with a commit only if anything changed.
  func decision<Output>(_ output: Output) -> Decision<Output> {
    guard !changes.isEmpty else { return Decision(output) }
    return Decision(output, changes: changes + [.roster(administrator, head)], expecting: expectations)
  }
}

extension MemberRow {
  fileprivate func standing(under administrator: AccountID) -> StandingRow? {
    guard status == .enabled, let invitationID, let invitedAt else { return nil }
    return StandingRow(administrator: administrator, invitationID: invitationID, invitedAt: invitedAt)
  }
}
