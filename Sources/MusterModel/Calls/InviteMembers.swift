/// Invites accounts of the caller's roster (spec 2.4, T3-T5). An invited account needs no hub yet.
public struct InviteMembers: WriteCall {
  public typealias Output = [UnprocessedAccount]

  public static let operation = Operation.inviteMembers

  /// 1 to 1,000; an id that is repeated counts once.
  public var accountIDs: [String]

  public init(_ accountIDs: [String]) { self.accountIDs = accountIDs }

  public func checkShape() throws(CallError) { try Shape.check(accountIDs: accountIDs) }

  public func rows(for principal: Principal) -> [RowKey] {
    RosterChange.rows(of: principal.account)
      + accountIDs.lazy.compactMap { AccountID($0) }.flatMap { id -> [RowKey] in
        [.member(administrator: principal.account, member: id), .standing(id)]
      }
  }

  public func decide(
    on draft: Draft, for principal: Principal, at now: Timestamp, ids: inout some RandomNumberGenerator
  ) throws(CallError) -> Decision<Output> {
    var roster = try RosterChange(of: principal, on: draft)
    roster.expectToGainMembers(on: draft)
    let caller = principal.account
    var unprocessed: [UnprocessedAccount] = []
    for text in accountIDs.withoutRepeats() {
      let rejection: Rejection?
      if let id = AccountID(text) {
        if id == caller {
          rejection = .ownInvitation
        } else if roster.standing != nil {
          rejection = .memberCannotInvite(caller)
        } else if let row = draft.member(id, of: caller) {
          if let invited = row.inviting(.random(using: &ids), at: now) {
            // The target's standing is read, not expected: should it change meanwhile, accepting decides.
            if let standing = draft.standing(id), standing.administrator != caller {
              rejection = .memberElsewhere
            } else {
              rejection = nil
              roster.put(id, invited, replacing: row)
            }
          } else {
            rejection = .alreadyInvited
          }
        } else {
          rejection = .notAMember
        }
      } else {
        rejection = .malformedID(text)
      }
      if let rejection { unprocessed.append(rejection.of(text)) }
    }
    return roster.decision(unprocessed)
  }
}

extension Array where Element: Hashable {
  /// The same elements in the same order, each once.
  func withoutRepeats() -> [Element] {
    var seen = Set<Element>(minimumCapacity: count)
    return filter { seen.insert($0).inserted }
  }
}
