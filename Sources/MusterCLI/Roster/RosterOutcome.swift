package import MusterClient
package import MusterModel

/// What came of a plan.
package struct RosterOutcome: Hashable, Sendable {
  package var created = 0
  package var invited = 0
  package var deleted = 0
  /// Every account that was not brought to where it should be, once, and why.
  package private(set) var unprocessed: [UnprocessedAccount] = []
  /// Why the rest was given up, if it was.
  package private(set) var stop: MusterClientError?

  package init() {}

  /// Takes in what came of one step. Returns the accounts that may go on to the next.
  mutating func take(_ report: BulkReport) -> [String] {
    unprocessed += report.unprocessed
    // A full roster keeps some accounts out, and none of the others from being invited.
    if let failure = report.failure, failure.kind != .refused(.limitExceeded) { stop = failure }
    return report.accounts.filter(\.fate.isSo).map(\.accountID)
  }

  /// Takes in the accounts of a step that is not tried any more.
  mutating func giveUp(_ ids: [String]) {
    unprocessed += BulkReport(ids.map { .init($0, .notSent) }).unprocessed
  }

  /// `Deleted 1 member, created 3, invited 6.`
  package var summary: String {
    let parts = [("deleted", deleted), ("created", created), ("invited", invited)].filter { $0.1 > 0 }
    guard let first = parts.first else { return "Nothing was changed." }
    let rest = parts.dropFirst().map { ", \($0.0) \($0.1)" }.joined()
    return "\(first.0.prefix(1).uppercased())\(first.0.dropFirst()) \(counted(first.1, "member"))\(rest)."
  }

  /// Why it ended early, and what to do then.
  package var failure: Failure? {
    stop.map { Failure($0).advising("Run the same command again to finish: what is done is not done twice.") }
  }
}
