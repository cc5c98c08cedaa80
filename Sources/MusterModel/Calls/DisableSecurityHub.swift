/// Ends the caller's subscription (spec 3.5, T24, T25). Its own rows and the invitations it sent go with it; those it
/// received stay, and show again when it enables its hub once more (spec D15).
public struct DisableSecurityHub: WriteCall {
  public typealias Output = Done

  public static let operation = Operation.disableSecurityHub

  public init() {}

  public func rows(for principal: Principal) -> [RowKey] { RosterChange.rows(of: principal.account) }

  public func rosters(for principal: Principal) -> [AccountID] { [principal.account] }

  public func decide(
    on draft: Draft, for principal: Principal, at now: Timestamp, ids: inout some RandomNumberGenerator
  ) throws(CallError) -> Decision<Output> {
    let account = principal.account
    guard draft.hub(account) != nil else { throw .notSubscribed(account) }
    guard draft.standing(account) == nil else { throw .invalid("Member account cannot disable Security Hub") }
    let roster = draft.roster(account)
    guard roster?.enabled ?? 0 == 0 else {
      throw .invalid(
        "Cannot disable Security Hub on the Security Hub administrator \(account) while it has enabled members; "
          + "disassociate them first.")
    }
    var changes: [Change] = [.hub(account, nil)]
    if roster != nil { changes.append(.roster(account, nil)) }
    for (member, row) in draft.members(of: account) {
      changes.append(.member(account, member, nil))
      if row.invitation != nil { changes.append(.invitation(member, from: account, nil)) }
    }
    return Decision(
      Done(), changes: changes,
      expecting: [
        draft.unchanged(.hub(account)), draft.unchanged(.standing(account)), draft.unchanged(.roster(account)),
      ])
  }
}
