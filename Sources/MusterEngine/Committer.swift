internal import MusterModel

/// Takes every tenant's waiting commit into one transaction, and publishes what became durable before anybody
/// is told. While one transaction is written the next one gathers: group commit without a timer.
actor Committer {
  private struct Waiting {
    let commit: Commit
    let continuation: CheckedContinuation<Result<CommitOutcome, StoreError>, Never>
  }

  private let store: any Store
  private let residency: Residency
  /// A tenant has one commit under way at most, so no tenant is here twice.
  private var waiting = FairQueue<Waiting>()
  private var isWriting = false

  init(store: any Store, residency: Residency) {
    self.store = store
    self.residency = residency
  }

  /// Returns once the commit is durable and published, or was found to conflict after the others of its
  /// transaction were published, or failed.
  func commit(_ commit: Commit) async -> Result<CommitOutcome, StoreError> {
    guard isWriting else { return await writeNow(commit) }
    return await withCheckedContinuation { continuation in
      waiting.append(Waiting(commit: commit, continuation: continuation), size: commit.changes.count)
    }
  }

  /// A commit that finds nobody writing is written in its tenant's task: another one would be another turn for
  /// threads to take. What came meanwhile is another one's work.
  private func writeNow(_ commit: Commit) async -> Result<CommitOutcome, StoreError> {
    isWriting = true
    let result = await write([commit])
    if waiting.isEmpty { isWriting = false } else { Task { await writeAll() } }
    return result.map { $0[0] }
  }

  private func writeAll() async {
    while !waiting.isEmpty {
      let transaction = waiting.take(Limits.rowsPerTransaction)
      switch await write(transaction.map(\.commit)) {
      case .failure(let error):
        for each in transaction { each.continuation.resume(returning: .failure(error)) }
      case .success(let outcomes):
        for (each, outcome) in zip(transaction, outcomes) { each.continuation.resume(returning: .success(outcome)) }
      }
    }
    isWriting = false
  }

  /// One transaction, and what came of each commit in it.
  private func write(_ commits: [Commit]) async -> Result<[CommitOutcome], StoreError> {
    residency.beginTransaction()
    do throws(StoreError) {
      let outcomes = try await store.commit(commits)
      precondition(outcomes.count == commits.count, "a store answers every commit")
      residency.publish(
        zip(commits, outcomes).compactMap { commit, outcome in
          if case .done(let revision) = outcome { (commit, revision) } else { nil }
        })
      return .success(outcomes)
    } catch {
      residency.abandonTransaction()
      if case .readOnly = error { residency.endWatches(.unavailable(error)) }
      return .failure(error)
    }
  }
}

extension CallError {
  /// What watchers are told of a store that takes no change any more: there is nothing left to watch.
  fileprivate static func unavailable(_ error: StoreError) -> CallError {
    CallError(.unavailable, "Nothing can change any more: \(error). Watch again when the daemon was restarted.")
  }
}
