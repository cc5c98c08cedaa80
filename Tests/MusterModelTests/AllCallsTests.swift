import MusterModel
import TestFixtures
import Testing

@Suite("Small worlds of all calls")
struct AllCallsTests {
  /// Who may ask whom, by number.
  static let worlds: [[(UInt64, UInt64)]] = [
    [(1, 2), (2, 1)],  // each other's administrator and member
    [(1, 2), (3, 2)],  // rivals for one member
    [(1, 2), (2, 3)],  // a member with members
    [(1, 2), (2, 3), (3, 1)],
  ]

  /// Every call, in every order, to the last state there is: every one does what the matrix says, and every state
  /// keeps the spec's invariants (3.3), in the rows and in what each account is answered.
  @Test("hold together whatever happens in them", .timeLimit(.minutes(3)), arguments: worlds.indices)
  func everyState(_ index: Int) {
    let pairs = Self.worlds[index].map { (account($0), account($1)) }
    let accounts = Array(Set(pairs.flatMap { [$0, $1] })).sorted()
    var seen: Set<[RowKey: Row]> = [[:]]
    var waiting = [World()]
    while let world = waiting.popLast() {
      for next in successors(of: world, accounts, pairs)
      where seen.insert(next.rows.mapValues(\.content)).inserted {
        let complaints = next.disagreements + next.contradictions(accounts)
        guard complaints.isEmpty else {
          Issue.record("\(complaints): \(next.rows)")
          return
        }
        waiting.append(next)
      }
    }
    #expect(reaches(seen, pairs))
  }

  private func successors(
    of world: World, _ accounts: [AccountID], _ pairs: [(AccountID, AccountID)]
  ) -> [World] {
    var next: [World] = []
    for account in accounts where world.rows[.hub(account)] == nil {
      var enabled = world
      enabled.put(.hub(account, HubRow(subscribedAt: world.now)))
      next.append(enabled)
    }
    for (administrator, member) in pairs {
      for operation in Matrix.operations.prefix(11) {
        var after = world
        // The same ids again, so that the states are finitely many.
        after.ids = CountedIDs()
        let outcome = after.outcome(operation, administrator, member)
        if let expected = world.expected(operation, administrator, member) {
          #expect(outcome == expected, "\(operation) of \(administrator) and \(member) in \(world.rows)")
        }
        next.append(after)
      }
    }
    return next
  }

  /// The search is worth something only if it gets everywhere.
  private func reaches(_ seen: Set<[RowKey: Row]>, _ pairs: [(AccountID, AccountID)]) -> Bool {
    pairs.allSatisfy { administrator, member in
      let states = Set(
        seen.map { rows -> String in
          guard case .member(let row) = rows[.member(administrator: administrator, member: member)] else {
            return "no row"
          }
          return "\(row.status) \(row.invitation == nil)"
        })
      return states.count == Matrix.states.count
    }
  }
}

extension World {
  /// The matrix's cell, unless somebody's role or a missing hub stands before it (spec 3.4). Nil where the call is
  /// about another association than this.
  fileprivate func expected(_ operation: String, _ administrator: AccountID, _ member: AccountID) -> String? {
    let cell = Matrix.cell(operation, state(administrator, member))
    let caller = operation.hasSuffix("(M)") ? member : administrator
    guard rows[.hub(caller)] != nil else { return "401" }
    switch operation {
    case "CreateMembers (A)" where standing(administrator) != nil: return Sentence.memberCannotCreate(administrator)
    case "InviteMembers (A)" where standing(administrator) != nil: return Sentence.memberCannotInvite(administrator)
    case "InviteMembers (A)" where cell == "Invited" && standing(member) != nil: return Sentence.memberElsewhere
    case "Accept (M)" where cell == "Enabled":
      return standing(member) != nil || isAdministrator(member) || standing(administrator) != nil ? "400" : cell
    case "DeleteInvitations (M)" where invitation(to: member, from: administrator) == nil:
      return row(member, administrator)?.invitation == nil ? cell : nil
    case "DeleteInvitations (A)": return invitation(to: administrator, from: member) == nil ? cell : nil
    case "DisassociateFrom (M)":
      return standing(member).map { $0.administrator == administrator } ?? true ? cell : nil
    case "DisableSecurityHub (A)", "DisableSecurityHub (M)":
      return standing(caller) != nil || isAdministrator(caller) ? "400" : cell
    default: return cell
    }
  }

  private func isAdministrator(_ account: AccountID) -> Bool { roster(account)?.enabled ?? 0 > 0 }

  /// Where what accounts are answered contradicts the rows, or each other.
  fileprivate func contradictions(_ accounts: [AccountID]) -> [String] {
    accounts.filter { rows[.hub($0)] != nil }.flatMap { account -> [String] in
      do throws(CallError) {
        return try contradictions(of: account, with: accounts)
      } catch {
        return ["\(account) is answered \(error)"]
      }
    }
  }

  private func contradictions(
    of account: AccountID, with accounts: [AccountID]
  ) throws(CallError) -> [String] {
    var found: [String] = []
    let all = try answer(ListMembers(onlyAssociated: false), as: account).items
    let associated = try answer(ListMembers(), as: account).items
    let invitations = try answer(ListInvitations(), as: account).items
    let administrator = try answer(GetAdministratorAccount(), as: account)
    if all.map(\.accountID) != accounts.filter({ row(account, $0) != nil }) { found.append("rows of \(account)") }
    if associated != all.filter({ $0.status == .enabled }) { found.append("Enabled rows of \(account)") }
    if all.contains(where: { $0.administratorID != account }) { found.append("administrator of \(account)'s rows") }
    let inviters = accounts.filter { row($0, account)?.invitation != nil }
    if invitations.map(\.accountID) != inviters { found.append("invitations of \(account)") }
    for invitation in invitations {
      let row = row(invitation.accountID, account)
      if row?.status != invitation.status || row?.invitedAt != invitation.invitedAt {
        found.append("the sides of \(invitation.accountID) and \(account)")
      }
      if ![.invited, .enabled, .resigned].contains(invitation.status) { found.append("\(invitation)") }
    }
    if administrator != invitations.first(where: { $0.status == .enabled }) {
      found.append("administrator of \(account)")
    }
    let count = try answer(GetInvitationsCount(), as: account)
    if count != invitations.count - (administrator == nil ? 0 : 1) { found.append("count of \(account)") }
    return found
  }
}
