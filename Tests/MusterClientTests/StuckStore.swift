import MusterModel
import Synchronization

/// A store whose reads do not return until they are released, but for the one of nothing that an engine begins with.
final class StuckStore: Store {
  private struct State {
    var isReleased = false
    var waiting: [CheckedContinuation<Void, Never>] = []
  }

  private let memory = MemoryStore()
  private let state = Mutex(State())

  var description: StoreDescription { get async { await memory.description } }

  func load(_ keys: [RowKey], in region: Region) async throws(StoreError) -> Snapshot<[RowKey: Stored<Row>]> {
    if !keys.isEmpty { await wait() }
    return try await memory.load(keys, in: region)
  }

  func load(_ part: ViewPart, in region: Region) async throws(StoreError) -> Snapshot<TenantView> {
    await wait()
    return try await memory.load(part, in: region)
  }

  func commit(_ commits: [Commit]) async throws(StoreError) -> [CommitOutcome] { try await memory.commit(commits) }

  func close() async { await memory.close() }

  func release() {
    let waiting = state.withLock { state in
      state.isReleased = true
      defer { state.waiting = [] }
      return state.waiting
    }
    for each in waiting { each.resume() }
  }

  private func wait() async {
    await withCheckedContinuation { continuation in
      let isReleased = state.withLock { state in
        if !state.isReleased { state.waiting.append(continuation) }
        return state.isReleased
      }
      if isReleased { continuation.resume() }
    }
  }
}
