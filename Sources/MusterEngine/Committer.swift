internal import DequeModule
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
  /// A tenant has one commit under way at most, so first come is also each in turn.
  private var waiting = Deque<Waiting>()
  private var isWriting = false

  init(store: any Store, residency: Residency) {
    self.store = store
    self.residency = residency
  }

  /// Returns once the commit is durable and published, or was found to conflict after the others of its
  /// transaction were published, or failed.
  func commit(_ commit: Commit) async -> Result<CommitOutcome, StoreError> {
    await withCheckedContinuation { continuation in
      waiting.append(Waiting(commit: commit, continuation: continuation))
      guard !isWriting else { return }
      isWriting = true
      Task { await writeAll() }
    }
  }

  private func writeAll() async {
    while !waiting.isEmpty { await write(takeTransaction()) }
    isWriting = false
  }

  private func takeTransaction() -> [Waiting] {
    var taken: [Waiting] = []
    var rows = 0
    while let first = waiting.first, taken.isEmpty || rows + first.commit.changes.count <= Limits.rowsPerTransaction {
      rows += first.commit.changes.count
      taken.append(waiting.removeFirst())
    }
    return taken
  }

  private func write(_ transaction: [Waiting]) async {
    residency.beginTransaction()
    let result: Result<[CommitOutcome], StoreError>
    do throws(StoreError) {
      result = .success(try await store.commit(transaction.map(\.commit)))
    } catch {
      result = .failure(error)
    }
    switch result {
    case .failure(let error):
      residency.abandonTransaction()
      if case .readOnly = error { residency.endWatches(.unavailable(error)) }
      for each in transaction { each.continuation.resume(returning: .failure(error)) }
    case .success(let outcomes):
      precondition(outcomes.count == transaction.count, "a store answers every commit")
      residency.publish(
        zip(transaction, outcomes).compactMap { each, outcome in
          if case .done(let revision) = outcome { (each.commit, revision) } else { nil }
        })
      for (each, outcome) in zip(transaction, outcomes) { each.continuation.resume(returning: .success(outcome)) }
    }
  }
}

extension CallError {
  /// What watchers are told of a store that takes no change any more: there is nothing left to watch.
  fileprivate static func unavailable(_ error: StoreError) -> CallError {
    CallError(.unavailable, "Nothing can change any more: \(error). Watch again when the daemon was restarted.")
  }
}
