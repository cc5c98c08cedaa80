package import MusterModel

/// Any number of accounts in calls of a bounded size, one after the other: the one place that splits.
package struct Bulk<Item: Sendable>: Sendable {
  private let items: [Item]
  private let id: @Sendable (Item) -> String
  private let isAlreadySo: @Sendable (UnprocessedAccount) -> Bool

  /// An account that is given twice counts once, as it was given first.
  ///
  /// `isAlreadySo`: whether an account that a call did not process is as the call would have made it.
  package init(
    _ items: [Item], id: @escaping @Sendable (Item) -> String,
    isAlreadySo: @escaping @Sendable (UnprocessedAccount) -> Bool
  ) {
    var known: Set<String> = []
    self.items = items.filter { known.insert(id($0)).inserted }
    self.id = id
    self.isAlreadySo = isAlreadySo
  }

  /// Calls with one part of the items after the other, until they are through or a call fails. A call gives back
  /// the accounts that it did not process. `progress` is told how many accounts have been answered for.
  nonisolated(nonsending)
    package func run(
      progress: (Int) -> Void = { _ in },
      call: nonisolated(nonsending) ([Item]) async throws(MusterClientError) -> [UnprocessedAccount]
    ) async -> BulkReport
  {
    var report = BulkReport(items.map { BulkReport.Account(id($0), .notSent) })
    progress(0)
    for part in items.indices.parts(of: Limits.accountsPerCall) {
      // Found out before a call is sent, cancellation leaves no doubt.
      guard !Task.isCancelled else {
        report.failure = MusterClientError(.cancelled, "Cancelled before every account was sent.")
        return report
      }
      do throws(MusterClientError) {
        let unprocessed = try await call(Array(items[part]))
        try report.answer(part, unprocessed, isAlreadySo: isAlreadySo)
      } catch {
        report.fail(part, error)
        return report
      }
      progress(part.upperBound)
    }
    return report
  }
}

extension BulkReport {
  /// What the daemon said of a part. Accounts that it does not mention were processed.
  fileprivate mutating func answer(
    _ part: Range<Int>, _ unprocessed: [UnprocessedAccount], isAlreadySo: (UnprocessedAccount) -> Bool
  ) throws(MusterClientError) {
    var rest = Dictionary(unprocessed.map { ($0.accountID, $0) }) { first, _ in first }
    let fates = accounts[part].map { account in
      guard let rejected = rest.removeValue(forKey: account.accountID) else { return Fate.done }
      return isAlreadySo(rejected) ? .alreadySo : .unprocessed(rejected.processingResult)
    }
    // It would stand for one that was sent, and that one would be taken for processed.
    if let stranger = rest.keys.min() {
      throw MusterClientError(
        .unexpectedReply, "The daemon answered for account \"\(stranger)\", which was not in the call.")
    }
    for (index, fate) in zip(part, fates) { accounts[index].fate = fate }
  }

  fileprivate mutating func fail(_ part: Range<Int>, _ error: MusterClientError) {
    failure = error
    for index in part { accounts[index].fate = error.mayHaveBeenApplied ? .perhapsApplied : .notApplied }
  }
}

extension Range<Int> {
  /// Itself in parts of a size, the last one of what is left.
  func parts(of size: Int) -> [Range<Int>] {
    stride(from: lowerBound, to: upperBound, by: size).map { $0..<Swift.min($0 + size, upperBound) }
  }
}
