/// What a bulk command says of itself.
package struct BulkWords: Sendable {
  /// What it is doing: `Creating members`.
  package let title: String
  private let done: String
  private let already: String

  package static let creating = BulkWords(title: "Creating members", done: "Created", already: "there already")
  package static let inviting = BulkWords(title: "Inviting members", done: "Invited", already: "invited already")

  /// `Created 118 members; 2 were there already.`
  package func summary(of result: BulkResult) -> String {
    let rest = result.alreadySo == 0 ? "" : "; \(result.alreadySo) \(was(result.alreadySo)) \(already)"
    return "\(done) \(counted(result.done, "member"))\(rest)."
  }

  /// `2 accounts were there already.`
  package func already(_ count: Int) -> String {
    "\(counted(count, "account")) \(was(count)) \(already)."
  }

  private func was(_ count: Int) -> String { count == 1 ? "was" : "were" }
}
