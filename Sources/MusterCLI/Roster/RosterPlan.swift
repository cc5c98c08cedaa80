package import MusterModel

/// What makes a roster what a file says. Decides only: the same file and roster give the same plan.
package struct RosterPlan: Hashable, Sendable {
  /// What happens to an account.
  package enum Step: String, Hashable, Sendable, CaseIterable {
    /// In the file, not in the roster.
    case createAndInvite = "CREATE_AND_INVITE"
    /// Never invited.
    case invite = "INVITE"
    /// Invited before: it declined or left, or was disassociated.
    case inviteAgain = "INVITE_AGAIN"
    /// Not in the file, and associated or perhaps about to be.
    case disassociateAndDelete = "DISASSOCIATE_AND_DELETE"
    /// Not in the file, and without an invitation that it could accept.
    case delete = "DELETE"
    /// Not in the file, and kept.
    case leaveAlone = "LEAVE_ALONE"
    /// Invited or associated, as it should be.
    case nothing = "NOTHING"
  }

  package struct Entry: Hashable, Sendable {
    package var id: AccountID
    /// Nil: not in the roster.
    package var status: MemberStatus?
    package var step: Step
    /// Of one to create.
    package var email: String?
    /// Why, or what else is worth knowing.
    package var note: String?
  }

  /// Every account of the file, in its order, and then every other one of the roster, in the roster's.
  package private(set) var entries: [Entry] = []

  /// `prune`: whether members that the file does not have are removed.
  package init(_ selection: AccountSelection, roster: [Member], prune: Bool) {
    let members = Dictionary(roster.map { ($0.accountID, $0) }) { first, _ in first }
    entries = selection.accounts.map { Self.entry($0, members[$0.id]) }

    let listed = Set(selection.accounts.map(\.id))
    let inactive = Dictionary(selection.inactive.map { ($0.id, $0.state) }) { first, _ in first }
    for member in roster where !listed.contains(member.accountID) {
      entries.append(Self.entry(unlisted: member, state: inactive[member.accountID], prune: prune))
    }
  }

  private static func entry(_ account: ListedAccount, _ member: Member?) -> Entry {
    guard let member else { return Entry(id: account.id, step: .createAndInvite, email: account.email) }
    let step: Step =
      switch member.status {
      case .created: .invite
      case .resigned, .removed: .inviteAgain
      case .invited, .enabled: .nothing
      }
    var notes: [String] = []
    if member.status == .resigned { notes.append("it declined or left") }
    if member.status == .removed { notes.append("it was disassociated") }
    if let note = emailNote(account.email, member.email) { notes.append(note) }
    return Entry(
      id: account.id, status: member.status, step: step, note: notes.isEmpty ? nil : notes.joined(separator: "; "))
  }

  /// Nothing changes the address of a row but deleting and creating it (spec T2).
  private static func emailNote(_ wanted: String?, _ kept: String?) -> String? {
    guard let wanted, kept.map({ !$0.utf8.elementsEqual(wanted.utf8) }) ?? true else { return nil }
    return kept.map { "its e-mail address stays \($0), not \(wanted)" }
      ?? "it stays without the e-mail address \(wanted)"
  }

  private static func entry(unlisted member: Member, state: String?, prune: Bool) -> Entry {
    // An account that the organization suspended may come back, and would then have to be invited again.
    let keeps = state != nil || !prune
    let step: Step =
      switch member.status {
      case _ where keeps: .leaveAlone
      // An invitation may be accepted between listing and deleting, and an associated member is not deleted.
      case .invited, .enabled, .resigned: .disassociateAndDelete
      case .created, .removed: .delete
      }
    return Entry(
      id: member.accountID, status: member.status, step: step,
      note: state.map { "the organization has it \($0)" } ?? "not in the file")
  }
}

extension RosterPlan {
  package func count(_ step: Step) -> Int { entries.count { $0.step == step } }

  /// Whether there is nothing to do.
  package var isDone: Bool { entries.allSatisfy { $0.step == .nothing || $0.step == .leaveAlone } }

  var creating: [AccountDetails] {
    entries.filter { $0.step == .createAndInvite }.map { AccountDetails(accountID: "\($0.id)", email: $0.email) }
  }

  func ids(_ steps: Set<Step>) -> [String] { entries.filter { steps.contains($0.step) }.map { "\($0.id)" } }
}
