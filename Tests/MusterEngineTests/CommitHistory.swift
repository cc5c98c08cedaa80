import MusterModel

/// What a store made durable, commit by commit, told again.
struct CommitHistory {
  private var rows: [RowKey: Row] = [:]
  /// What must never have been so, at no moment.
  private(set) var complaints: [String] = []

  init(_ commits: [Commit]) {
    for commit in commits { add(commit) }
  }

  private mutating func add(_ commit: Commit) {
    let before = rows
    for change in commit.changes { rows[change.key] = change.row }
    for case .member(let administrator, let member) in commit.changes.map(\.key) {
      let key = RowKey.member(administrator: administrator, member: member)
      guard let row = self.member(rows[key]), row.status == .enabled else { continue }
      check(row, before[key], administrator, member, before)
    }
  }

  /// Whoever becomes a member accepts an invitation that is alive at that moment, has no administrator and no
  /// members, and neither has its administrator one; both have a hub.
  private mutating func check(
    _ row: MemberRow, _ old: Row?, _ administrator: AccountID, _ member: AccountID, _ before: [RowKey: Row]
  ) {
    guard self.member(old)?.status != .enabled else { return }
    let pair = "\(member) became a member of \(administrator)"
    if case .invitation(let invitation) = before[.invitation(member: member, administrator: administrator)],
      invitation.id == row.invitationID, invitation.id == self.member(old)?.invitationID
    {
    } else {
      complaints.append("\(pair) without an invitation: \(row)")
    }
    if before[.standing(member)] != nil { complaints.append("\(pair) and had an administrator") }
    if before[.standing(administrator)] != nil { complaints.append("\(pair), which had an administrator itself") }
    if case .roster(let head) = before[.roster(member)], head.enabled > 0 {
      complaints.append("\(pair) and had members")
    }
    for account in [administrator, member] where rows[.hub(account)] == nil {
      complaints.append("\(pair), and \(account) had no hub")
    }
  }

  private func member(_ row: Row?) -> MemberRow? {
    guard case .member(let member) = row else { return nil }
    return member
  }
}
