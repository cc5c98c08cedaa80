package import MusterClient

/// What a bulk command says of itself.
package struct BulkWords: Sendable {
  /// What it is doing: `Creating members`.
  package let title: String
  private let done: String
  private let already: String
  /// What it is done to, when done and when already so.
  private var nouns = (done: "member", already: "account")

  package static let creating = BulkWords(title: "Creating members", done: "Created", already: "there already")
  package static let inviting = BulkWords(title: "Inviting members", done: "Invited", already: "invited already")
  static let disassociating = BulkWords(
    title: "Disassociating members", done: "Disassociated", already: "disassociated already")
  package static let deletingMembers = BulkWords(title: "Deleting members", done: "Deleted", already: "not there")
  package static let declining = BulkWords(
    title: "Declining invitations", done: "Declined", already: "declined already", nouns: invitations)
  package static let deletingInvitations = BulkWords(
    title: "Deleting invitations", done: "Deleted", already: "not there", nouns: invitations)

  private static let invitations = (done: "invitation", already: "invitation")

  /// `Created 118 members; 2 were there already.`
  package func summary(of report: BulkReport) -> String {
    let alreadySo = report.count(.alreadySo)
    let rest = alreadySo == 0 ? "" : "; \(alreadySo) \(was(alreadySo)) \(already)"
    return "\(done) \(counted(report.count(.done), nouns.done))\(rest)."
  }

  /// `2 accounts were there already.`
  package func already(_ count: Int) -> String {
    "\(counted(count, nouns.already)) \(was(count)) \(already)."
  }

  private func was(_ count: Int) -> String { count == 1 ? "was" : "were" }
}
