internal import MusterClient
package import MusterLoad
internal import MusterModel

extension Failure {
  package init(_ error: GroundError) {
    let others =
      "Give others with --account ID, from which on they are counted, or a Region that nobody uses with --region."
    switch error {
    case .client(let error):
      self.init(error)
      if error.kind == .refused(.limitExceeded) { remedy = Self.fewerRows }
    case .taken(let account, let region):
      self.init(
        .refused, "AccountInUse",
        "Account \(account) has a hub in Region \(region) that `muster bench` did not make; nothing was changed.",
        remedy: others)
    case .inUse(let process, let seconds?, let account, let region):
      self.init(
        .refused, "AccountInUse",
        "Account \(account) in Region \(region) may be used by process \(process) of another container, a `muster bench` "
          + "that is over in \(seconds) s at the latest; nothing was changed.",
        remedy: "Wait for it to end. " + others)
    case .inUse(let process, nil, let account, let region):
      self.init(
        .refused, "AccountInUse",
        "Account \(account) in Region \(region) is used by process \(process), a `muster bench` that still runs; nothing "
          + "was changed.",
        remedy: "Wait for it to end. " + others)
    case .unprocessed(let account):
      self.init(
        .refused, "UnprocessedAccount", "Account \(account.accountID) was not processed: \(account.processingResult)",
        remedy: Self.fewerRows)
    }
  }

  private static let fewerRows = "Lower --members, or raise limits.roster-rows in the daemon's configuration."

  package init(_ error: LoadError) {
    switch error {
    case .plan(let problem): self = .usage("\(problem).", remedy: nil)
    case .system, .broken:
      self.init(
        .failed, "LoadFailed", "The load could not go on: \(error).",
        remedy: "See with `muster status` whether the daemon runs, and in its log why it ended a connection. It "
          + "closes at once what one user has beyond limits.connections-per-user: then lower --connections."
      )
    }
  }

  /// That calls failed, or that the run ended before its time. Nil when neither is so.
  package init?(_ report: LoadReport) {
    if let broken = report.broken {
      self.init(broken)
      let seconds = Amount.threeDigits(report.seconds)
      message = "The run ended after \(seconds) s: \(broken). What was measured until then is told."
      return
    }
    let bad = report.failed
    guard bad > 0 else { return nil }
    let all = bad + report.answered
    self.init(
      .failed, "CallsFailed", "\(Amount.count(bad)) of \(Amount.count(all)) call\(all == 1 ? "" : "s") failed.",
      remedy: "The table says how. Overload is no fault: lower --connections, --window or --rate.")
  }
}
