/// Deletes rows of the caller's roster that are not Enabled, and withdraws their invitations (spec 2.4, T21-T23).
public struct DeleteMembers: WriteCall {
  public typealias Output = [UnprocessedAccount]

  public static let operation = Operation.deleteMembers

  /// 1 to 1,000; an id that is repeated counts once.
  public var accountIDs: [String]

  public init(_ accountIDs: [String]) { self.accountIDs = accountIDs }

  public func checkShape() throws(CallError) { try Shape.check(accountIDs: accountIDs) }

  public func rows(for principal: Principal) -> [RowKey] {
    RosterChange.rows(of: principal.account)
      + accountIDs.lazy.compactMap { AccountID($0) }.map { .member(administrator: principal.account, member: $0) }
  }

  public func decide(
    on draft: Draft, for principal: Principal, at now: Timestamp, ids: inout some RandomNumberGenerator
  ) throws(CallError) -> Decision<Output> {
    var roster = try RosterChange(of: principal, on: draft)
    var unprocessed: [UnprocessedAccount] = []
    for text in accountIDs.withoutRepeats() {
      if let id = AccountID(text), let row = draft.member(id, of: principal.account) {
        if row.canBeDeleted {
          roster.delete(id, row)
        } else {
          unprocessed.append(Rejection.stillAssociatedMember(principal.account).of(text))
        }
      } else {
        unprocessed.append(Rejection.notAMember.of(text))
      }
    }
    return roster.decision(unprocessed)
  }
}
