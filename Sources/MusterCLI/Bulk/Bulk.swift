package import MusterClient

/// A command for many accounts: calls of a bounded size, one after the other. It is safe to give again, since
/// what is so already counts as done.
package struct Bulk<Item: Sendable>: Sendable {
  private let items: [Item]
  private let id: @Sendable (Item) -> String
  private let isAlreadySo: @Sendable (UnprocessedAccount) -> Bool

  package var count: Int { items.count }

  package init(
    _ items: [Item], id: @escaping @Sendable (Item) -> String,
    isAlreadySo: @escaping @Sendable (UnprocessedAccount) -> Bool
  ) {
    self.items = items
    self.id = id
    self.isAlreadySo = isAlreadySo
  }

  /// Calls with one part of the items after the other; a call gives back those it did not process. `progress` is
  /// told how many items have been answered for.
  package func run(
    _ call: ([Item]) async throws(MusterClientError) -> [UnprocessedAccount], progress: (Int) -> Void = { _ in }
  ) async -> BulkResult {
    var result = BulkResult()
    var rest = items[...]
    progress(0)
    while !rest.isEmpty {
      let batch = Array(rest.prefix(Limits.accountsPerCall))
      do throws(MusterClientError) {
        let unprocessed = try await call(batch)
        let alreadySo = unprocessed.count(where: isAlreadySo)
        result.done += batch.count - unprocessed.count
        result.alreadySo += alreadySo
        result.unprocessed += unprocessed.filter { !isAlreadySo($0) }
      } catch {
        result.stop(
          Failure(error), failed: batch.map(id), notSent: rest.dropFirst(batch.count).map(id), of: items.count)
        return result
      }
      rest = rest.dropFirst(batch.count)
      progress(items.count - rest.count)
    }
    return result
  }
}

extension BulkResult {
  /// Accounts for everyone when a call fails: for what was answered before, for what the call carried, and for
  /// what was not sent any more.
  fileprivate mutating func stop(_ failure: Failure, failed: [String], notSent: [String], of total: Int) {
    self.failure = failure
    // Nothing at all was done: the failure alone says so.
    guard failure.mayHaveBeenDone || total > failed.count + notSent.count else { return }

    let answered = total - failed.count - notSent.count
    let fate = failure.mayHaveBeenDone ? "may or may not have been" : "were not"
    self.failure?.remedy =
      "\(counted(answered, "account")) of \(total) had been answered for; the next \(failed.count) \(fate) processed"
      + (notSent.isEmpty ? "." : " and \(notSent.count) were not sent.")
      + " Run the same command again to finish: what is done is not done twice."

    let reason =
      failure.mayHaveBeenDone
      ? "It is not known whether this was done: \(failure.message)" : "This was not done: \(failure.message)"
    unprocessed += failed.map { UnprocessedAccount(accountID: $0, processingResult: reason) }
    unprocessed += notSent.map {
      UnprocessedAccount(accountID: $0, processingResult: "This was not sent, since an earlier call failed.")
    }
  }
}
