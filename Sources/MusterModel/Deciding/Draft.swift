/// Committed rows, and changes that earlier calls of the same batch decided and that are not durable yet.
///
/// A draft holds the rows that its calls named, and no others: asking for one that was not named is a fault of
/// the call's `rows(for:)`, and stops the program rather than answer wrongly.
public struct Draft: Sendable {
  public let region: Region
  public let quotas: Quotas
  private let facts: [RowKey: Stored<Row>?]
  private let rosters: [AccountID: RosterView]
  private var pending: [RowKey: Row?] = [:]

  /// `facts` holds for every named row what the store has, nil where it has none.
  /// `rosters` holds those that were named as a whole.
  public init(
    region: Region, quotas: Quotas, facts: [RowKey: Stored<Row>?], rosters: [AccountID: RosterView] = [:]
  ) {
    self.region = region
    self.quotas = quotas
    self.facts = facts
    self.rosters = rosters
  }

  public func hub(_ account: AccountID) -> HubRow? {
    guard case .hub(let row) = row(.hub(account)) else { return nil }
    return row
  }

  public func standing(_ account: AccountID) -> StandingRow? {
    guard case .standing(let row) = row(.standing(account)) else { return nil }
    return row
  }

  public func roster(_ account: AccountID) -> RosterRow? {
    guard case .roster(let row) = row(.roster(account)) else { return nil }
    return row
  }

  public func member(_ member: AccountID, of administrator: AccountID) -> MemberRow? {
    guard case .member(let row) = row(.member(administrator: administrator, member: member)) else { return nil }
    return row
  }

  /// Every row of a roster that was named as a whole, in ascending order of member.
  public func members(of administrator: AccountID) -> [(AccountID, MemberRow)] {
    guard let roster = rosters[administrator] else {
      preconditionFailure("the call did not name the roster of \(administrator) that it reads")
    }
    var rows: [AccountID: MemberRow] = [:]
    for (member, row) in roster.members.pairs(after: nil, limit: .max) { rows[member] = row.content }
    for case (.member(administrator, let member), let row) in pending {
      if case .member(let row) = row { rows[member] = row } else { rows[member] = nil }
    }
    return rows.sorted { $0.key < $1.key }.map { ($0.key, $0.value) }
  }

  public func invitation(to member: AccountID, from administrator: AccountID) -> InvitationRow? {
    let key = RowKey.invitation(member: member, administrator: administrator)
    guard case .invitation(let row) = row(key) else { return nil }
    return row
  }

  /// That the row is still as it stood when it was read; if there was none, that there is none.
  public func unchanged(_ key: RowKey) -> Expectation {
    if let stored = fact(key) { return Expectation(key, .unchanged(stored.revision)) }
    return .absent(key)
  }

  /// Whether a call of this batch has already decided to change the row. What later calls expect of it then
  /// holds by their order alone.
  public func isChanged(_ key: RowKey) -> Bool { pending[key] != nil }

  /// Whether the change deletes a member's row that was not there before the batch: one of its calls made the row, and
  /// another one deletes it again.
  public func isOfNothing(_ change: Change) -> Bool {
    guard case .member = change.key, change.row == nil, let fact = facts[change.key] else { return false }
    return fact == nil
  }

  public mutating func apply(_ changes: [Change]) {
    for change in changes { pending.updateValue(change.row, forKey: change.key) }
  }

  private func row(_ key: RowKey) -> Row? {
    if let changed = pending[key] { return changed }
    return fact(key)?.content
  }

  private func fact(_ key: RowKey) -> Stored<Row>? {
    guard let fact = facts[key] else { preconditionFailure("the call did not name the row \(key) that it reads") }
    return fact
  }
}
