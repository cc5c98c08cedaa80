package import MusterClient

extension Failure {
  /// Why a bulk command ended early, and where that left it. Nil when it did not.
  package init?(_ report: BulkReport) {
    guard let error = report.failure else { return nil }
    self.init(error)
    // Nothing at all was done: the failure alone says so.
    guard !report.isUnheard else { return }

    let notApplied = report.count(.notApplied)
    let perhapsApplied = report.count(.perhapsApplied)
    let notSent = report.count(.notSent)
    let total = report.accounts.count
    let answered = total - notApplied - perhapsApplied - notSent
    let isFull = error.kind == .refused(.limitExceeded)
    remedy =
      "Run the same command again \(isFull ? "when there is room" : "to finish"): what is done is not done twice."
    guard answered < total else { return }

    var state = "\(counted(answered, "account")) of \(total) had been answered for"
    if notApplied > 0 { state += "; the next \(notApplied) were not processed" }
    if perhapsApplied > 0 { state += "; the next \(perhapsApplied) may or may not have been processed" }
    if notSent > 0 { state += "\(notApplied + perhapsApplied > 0 ? " and" : ";") \(notSent) were not sent" }
    remedy = "\(state). \(remedy ?? "")"
  }
}

extension BulkReport {
  /// Whether it says no more than its failure does: nothing was, or may have been, done for anybody.
  package var isUnheard: Bool {
    failure != nil && accounts.allSatisfy { $0.fate == .notApplied || $0.fate == .notSent }
  }
}
