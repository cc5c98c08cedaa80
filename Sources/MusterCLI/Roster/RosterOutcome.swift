package import MusterClient
package import MusterModel

/// What came of a plan.
package struct RosterOutcome: Hashable, Sendable {
  /// Those that were to be deleted then, and were not.
  package var disassociated = 0
  package var created = 0
  package var invited = 0
  package var deleted = 0
  /// Every account that was not brought to where it should be, once, and why.
  package private(set) var unprocessed: [UnprocessedAccount] = []
  /// Why the rest was given up, if it was.
  package private(set) var stop: MusterClientError?

  package init() {}

  /// Takes in what came of one step. Returns the accounts that may go on to the next. `begun` says of some accounts
  /// what an earlier step did to them.
  mutating func take(_ report: BulkReport, begun: [String: String] = [:]) -> [String] {
    add(report.unprocessed, begun)
    // A full roster keeps some accounts out, and none of the others from being invited.
    if let failure = report.failure, failure.kind != .refused(.limitExceeded) { stop = failure }
    return report.accounts.filter(\.fate.isSo).map(\.accountID)
  }

  /// Takes in the accounts of a step that is not tried any more.
  mutating func giveUp(_ ids: [String], begun: [String: String] = [:]) {
    add(BulkReport(ids.map { .init($0, .notSent) }).unprocessed, begun)
  }

  private mutating func add(_ accounts: [UnprocessedAccount], _ begun: [String: String]) {
    unprocessed += accounts.map { account in
      guard let begun = begun[account.accountID] else { return account }
      return UnprocessedAccount(
        accountID: account.accountID, processingResult: "\(begun) \(account.processingResult)")
    }
  }

  /// `Deleted 1 member, created 3, invited 6.`
  package var summary: String {
    let parts = [("deleted", deleted), ("disassociated", disassociated), ("created", created), ("invited", invited)]
      .filter { $0.1 > 0 }
    guard let first = parts.first else { return "Nothing was changed." }
    let rest = parts.dropFirst().map { ", \($0.0) \($0.1)" }.joined()
    return "\(first.0.prefix(1).uppercased())\(first.0.dropFirst()) \(counted(first.1, "member"))\(rest)."
  }

  /// Why it ended early, and what to do then.
  package var failure: Failure? {
    stop.map { Failure($0).advising("Run the same command again to finish: what is done is not done twice.") }
  }
}
