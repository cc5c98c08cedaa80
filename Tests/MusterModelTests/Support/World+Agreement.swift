import MusterModel
import Testing

extension World {
  /// That the rows of both sides of every association agree, and that the spec's invariants hold (3.3).
  func expectAgreement(at location: SourceLocation = #_sourceLocation) {
    for complaint in disagreements { Issue.record("\(complaint)", sourceLocation: location) }
  }

  var disagreements: [String] {
    var found: [String] = []
    var heads: [AccountID: RosterRow] = [:]
    var enabledUnder: [AccountID: AccountID] = [:]
    for case (.member(let administrator, let member), .member(let row)) in contents {
      if administrator == member { found.append("\(member) is its own member") }
      heads[administrator, default: RosterRow()].rows += 1
      if row.invitation != invitation(to: member, from: administrator) {
        found.append("\(administrator) and \(member) see different invitations")
      }
      if row.invitation != nil, row.status == .created || row.status == .removed {
        found.append("\(member) has an invitation and is \(row.status)")
      }
      guard row.status == .enabled else { continue }
      heads[administrator, default: RosterRow()].enabled += 1
      if let other = enabledUnder.updateValue(administrator, forKey: member) {
        found.append("\(member) has two administrators, \(administrator) and \(other)")
      }
      if row.invitationID != standing(member)?.invitationID || standing(member)?.administrator != administrator
        || row.invitedAt != standing(member)?.invitedAt
      {
        found.append("\(member) is Enabled under \(administrator), and its standing does not say so")
      }
      for account in [administrator, member] where rows[.hub(account)] == nil {
        found.append("\(account) of an Enabled row has no hub")
      }
    }
    for case (.standing(let member), .standing(let row)) in contents where enabledUnder[member] != row.administrator {
      found.append("\(member) stands under \(row.administrator), which has no such row")
    }
    for case (.roster(let administrator), .roster(let row)) in contents
    where heads[administrator] ?? RosterRow() != row {
      found.append("the head of \(administrator)'s roster says \(row)")
    }
    for administrator in heads.keys where roster(administrator) == nil {
      found.append("\(administrator)'s roster has no head")
    }
    for case (.invitation(let member, let administrator), _) in contents where row(administrator, member) == nil {
      found.append("\(member) has an invitation from \(administrator), which has no row")
    }
    for (member, administrator) in enabledUnder where enabledUnder[administrator] != nil {
      found.append("\(administrator) has the member \(member) and an administrator at once")
    }
    return found
  }

  private var contents: [(RowKey, Row)] { rows.map { ($0.key, $0.value.content) } }
}
