internal import MusterModel
internal import Synchronization

/// Reads rows for those who decide on them. While reads are under way, what is asked for gathers and is read
/// together: a read transaction costs as much as reading a dozen rows.
final class RowLoader: Sendable {
  typealias Rows = [RowKey: Stored<Row>]

  private struct Waiting {
    let keys: [RowKey]
    let region: Region
    let continuation: CheckedContinuation<Result<Rows, StoreError>, Never>
  }

  private struct State {
    var reads = 0
    var waiting = FairQueue<Waiting>()

    /// Whether another read may begin now; then it has.
    mutating func begin() -> Bool {
      guard reads < Limits.rowReads else { return false }
      reads += 1
      return true
    }

    /// Who is read for together; nobody, and the read has ended, if nobody waits.
    mutating func takeGroup() -> [Waiting] {
      let group = waiting.take(Limits.rowsPerRead) { $0.region == $1.region }
      if group.isEmpty { reads -= 1 }
      return group
    }
  }

  private let store: any Store
  private let state = Mutex(State())

  init(store: any Store) { self.store = store }

  /// The rows that the store has of those that the keys name, and perhaps others.
  func load(_ keys: [RowKey], in region: Region) async throws(StoreError) -> Rows {
    guard state.withLock({ $0.begin() }) else { return try await wait(for: keys, in: region) }
    let result = await read(keys, in: region)
    readOn()
    return try result.get()
  }

  private func wait(for keys: [RowKey], in region: Region) async throws(StoreError) -> Rows {
    let result: Result<Rows, StoreError> = await withCheckedContinuation { continuation in
      let isFirst = state.withLock { state in
        state.waiting.append(Waiting(keys: keys, region: region, continuation: continuation), size: keys.count)
        // The read that was under way may have ended by now.
        return state.begin()
      }
      if isFirst { readOn() }
    }
    return try result.get()
  }

  /// Ends a read, and begins the next one if somebody waits.
  private func readOn() {
    let group = state.withLock { $0.takeGroup() }
    guard !group.isEmpty else { return }
    Task {
      await answer(group)
      readOn()
    }
  }

  private func answer(_ group: [Waiting]) async {
    let result = await read(group.flatMap(\.keys), in: group[0].region)
    if case .failure = result, group.count > 1 {
      // One of them may have asked for what cannot be read: the others are not to suffer for it.
      for each in group { each.continuation.resume(returning: await read(each.keys, in: each.region)) }
    } else {
      for each in group { each.continuation.resume(returning: result) }
    }
  }

  private func read(_ keys: [RowKey], in region: Region) async -> Result<Rows, StoreError> {
    do throws(StoreError) {
      return .success(try await store.load(keys, in: region).content)
    } catch {
      return .failure(error)
    }
  }
}
