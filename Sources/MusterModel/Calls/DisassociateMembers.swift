/// Ends associations from the administrator's side: every row named becomes Removed, its invitation gone (spec 2.4,
/// T18-T20). All or nothing, since the answer has no place for single accounts (spec D14).
public struct DisassociateMembers: WriteCall {
  public typealias Output = Done

  public static let operation = Operation.disassociateMembers

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
    var unknown: [String] = []
    for text in accountIDs.withoutRepeats() {
      guard let id = AccountID(text), let row = draft.member(id, of: principal.account) else {
        unknown.append(text)
        continue
      }
      guard row.status != .removed else { continue }
      if row.status == .enabled { roster.expect([draft.unchanged(.standing(id))]) }
      roster.put(id, row.disassociating(at: now), replacing: row)
    }
    guard unknown.isEmpty else {
      throw CallError(
        .resourceNotFound,
        "Nothing was changed: account \(principal.account) has no members \(unknown.joined(separator: ", ")).")
    }
    return roster.decision(Done())
  }
}
