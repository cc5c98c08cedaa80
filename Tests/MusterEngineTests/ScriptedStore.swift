import MusterModel
import Synchronization

/// A store with a hand on it: holds commits and loads back, fails them, and keeps transactions in mind.
final class ScriptedStore: Store {
  struct Script {
    /// Each transaction takes the next one: throw it, or let it through when nil.
    var commitFailures: [StoreError?] = []
    /// As many commits as this are answered with a conflict, which did not happen.
    var falseConflicts = 0
    var transactions: [[Commit]] = []
    /// What became durable, in order.
    var done: [Commit] = []
    var rowLoads = 0
    /// Whoever names it reads nothing.
    var unreadable: RowKey?
    /// How many turns others get between reading a part and returning it.
    var turnsAfterReading = 0
  }

  private let store: any Store
  let script = Mutex(Script())
  /// Closed gates hold callers back until they are opened.
  let commits = Gate()
  /// After a transaction is durable, before that is told.
  let written = Gate()
  /// After a part was read, before it is returned.
  let parts = Gate()
  /// After rows were read, before they are returned.
  let rows = Gate()

  init(on store: any Store = MemoryStore()) { self.store = store }

  var description: StoreDescription { get async { await store.description } }

  func load(_ keys: [RowKey], in region: Region) async throws(StoreError) -> Snapshot<[RowKey: Stored<Row>]> {
    let unreadable = script.withLock { script in
      script.rowLoads += 1
      return script.unreadable
    }
    let snapshot = try await store.load(keys, in: region)
    await rows.pass()
    if let unreadable, keys.contains(unreadable) { throw .corrupt("\(unreadable)") }
    return snapshot
  }

  func load(_ part: ViewPart, in region: Region) async throws(StoreError) -> Snapshot<TenantView> {
    let snapshot = try await store.load(part, in: region)
    for _ in 0..<script.withLock({ $0.turnsAfterReading }) { await Task.yield() }
    await parts.pass()
    return snapshot
  }

  func commit(_ commits: [Commit]) async throws(StoreError) -> [CommitOutcome] {
    await self.commits.pass()
    let (failure, conflicts) = script.withLock { script in
      script.transactions.append(commits)
      let failure = script.commitFailures.isEmpty ? nil : script.commitFailures.removeFirst()
      let conflicts = min(script.falseConflicts, commits.count)
      script.falseConflicts -= conflicts
      return (failure, conflicts)
    }
    if let failure { throw failure }
    let conflicting = commits.prefix(conflicts).map { CommitOutcome.conflict($0.expectations[0]) }
    let rest = Array(commits.dropFirst(conflicts))
    let outcomes = try await store.commit(rest)
    script.withLock { script in
      for case (let commit, .done) in zip(rest, outcomes) { script.done.append(commit) }
    }
    await written.pass()
    return conflicting + outcomes
  }

  func close() async { await store.close() }

  var transactions: [[Commit]] { script.withLock { $0.transactions } }
  var done: [Commit] { script.withLock { $0.done } }
}

/// Holds tasks back while it is closed.
final class Gate: Sendable {
  private struct State {
    var isOpen = true
    var held: [CheckedContinuation<Void, Never>] = []
    var watchers: [(count: Int, CheckedContinuation<Void, Never>)] = []
  }

  private let state = Mutex(State())

  func close() { state.withLock { $0.isOpen = false } }

  /// Opens the gate for whoever comes; those held stay held.
  func letOthersPass() { state.withLock { $0.isOpen = true } }

  func open() {
    state.withLock { $0.isOpen = true }
    letThrough()
  }

  /// Lets go those that are held, and holds back whoever comes next.
  func letThrough() {
    let held = state.withLock { state in
      defer { state.held = [] }
      return state.held
    }
    for each in held { each.resume() }
  }

  func pass() async {
    await withCheckedContinuation { continuation in
      let ready = state.withLock { state -> [CheckedContinuation<Void, Never>] in
        guard !state.isOpen else { return [continuation] }
        state.held.append(continuation)
        let reached = state.watchers.filter { $0.count <= state.held.count }
        state.watchers.removeAll { $0.count <= state.held.count }
        return reached.map(\.1)
      }
      for each in ready { each.resume() }
    }
  }

  /// Returns once `count` tasks are held.
  func holds(_ count: Int) async {
    await withCheckedContinuation { continuation in
      let reached = state.withLock { state in
        if state.held.count >= count { return true }
        state.watchers.append((count, continuation))
        return false
      }
      if reached { continuation.resume() }
    }
  }
}
