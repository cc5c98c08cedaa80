package import MusterClient
package import MusterModel

/// What a person reads of a watch: the roster as a table, a line that says how many there are, and then a line for every
/// change. When the watch was interrupted, lines for what became different meanwhile.
package struct WatchTranscript: Sendable {
  private var roster = WatchedRoster()
  private var wasShown = false

  package init() {}

  /// The text that an event adds, if any. `time`: when it came, since nothing says when a row was deleted.
  package mutating func text(for event: MemberEvent, at time: Timestamp, _ style: Style) -> String {
    let before = roster.members
    roster.apply(event)
    switch event {
    case .listing, .member, .interrupted:
      return ""
    case .current:
      defer { wasShown = true }
      return (wasShown ? differences(from: before, at: time, style) : table(style)) + watching(style)
    case .changed(let member):
      // What changed of it is not shown.
      if before[member.accountID] == member { return "" }
      return line(member.accountID, before[member.accountID], member, at: time, style)
    case .removed(let account):
      return line(account, before[account], nil, at: time, style)
    }
  }

  private func table(_ style: Style) -> String {
    roster.members.isEmpty
      ? "" : Table(members: roster.members.values.sorted { $0.accountID < $1.accountID }).text(style)
  }

  private func watching(_ style: Style) -> String {
    style.paint("watching; \(counted(roster.members.count, "member"))", .faint) + "\n"
  }

  private func differences(from before: [AccountID: Member], at time: Timestamp, _ style: Style) -> String {
    Set(before.keys).union(roster.members.keys).sorted()
      .filter { before[$0] != roster.members[$0] }
      .map { line($0, before[$0], roster.members[$0], at: time, style) }
      .joined()
  }

  private func line(
    _ account: AccountID, _ old: Member?, _ new: Member?, at time: Timestamp, _ style: Style
  ) -> String {
    let (sign, what): (String, String) =
      switch (old, new) {
      case (_, nil): (style.paint("-", .bad), "removed")
      case (nil, let new?): (style.paint("+", .good), status(new, style))
      case (let old?, let new?) where old.status != new.status:
        (style.paint("~", .waiting), "\(status(old, style)) → \(status(new, style))")
      case (_, let new?): (style.paint("~", .waiting), status(new, style))
      }
    let email = old?.email == new?.email ? nil : new?.email.map { "  " + Printable.line($0) }
    return "\(style.paint("\(time)", .faint))  \(sign) \(account)  \(what)\(email ?? "")\n"
  }

  private func status(_ member: Member, _ style: Style) -> String {
    style.paint("\(member.status)", member.status.tone)
  }
}
