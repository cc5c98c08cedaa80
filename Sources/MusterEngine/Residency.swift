internal import MusterModel
internal import Synchronization

/// Which views are in memory: loads them, shows commits in them, and lets them go when there are too many.
///
/// Readers copy the root under a lock held for just that. Everybody else, one at a time, makes the next root
/// under `next`: so no published change can fall between a load's snapshot and its arrival.
final class Residency: Sendable {
  private let root = Mutex(Root())
  let next: Mutex<ResidencyState>
  private let store: any Store
  private let rows: RowLoader
  private let budget: Int
  private let isBusy: @Sendable (TenantID) -> Bool

  /// `revision` is the last commit of before; `isBusy` tells whether a tenant has calls queued or commits under way:
  /// such a one never leaves.
  init(
    store: any Store, at revision: Revision, budget: Int, watches: WatchLimits,
    isBusy: @escaping @Sendable (TenantID) -> Bool
  ) {
    self.store = store
    rows = RowLoader(store: store)
    next = Mutex(ResidencyState(at: revision, watches: watches))
    self.budget = budget
    self.isBusy = isBusy
  }

  /// The views as of the last published batch.
  var current: Root { root.withLock { $0 } }

  /// Brings a part into memory, together with whoever else is waiting for it.
  func load(_ part: ViewPart, in region: Region) async throws(StoreError) {
    guard current[TenantID(part.account, in: region)]?.view.holds(part) != true else { return }
    _ = try await load([part], in: region)
  }

  /// Brings parts into memory: those that are missing and that nobody else is loading all at once, and the heads among
  /// them in one read of the store. Returns the views as they were when each load arrived, before anybody had to leave
  /// for it: where memory is short, what was loaded may be gone again by now.
  func load(_ parts: [ViewPart], in region: Region) async throws(StoreError) -> [Root] {
    let tasks = next.withLock { state -> Set<ResidencyState.LoadTask> in
      let root = current
      var mine: [PartLoad] = []
      var tasks: Set<ResidencyState.LoadTask> = []
      for part in Set(parts) where root[TenantID(part.account, in: region)]?.view.holds(part) != true {
        let load = PartLoad(part, in: region)
        if let task = state.task(of: load) { tasks.insert(task) } else { mine.append(load) }
      }
      for group in mine.readTogether {
        let task = Task { await self.fetch(group, in: region) }
        for load in group { state.begin(load, task) }
        tasks.insert(task)
      }
      return tasks
    }
    var roots: [Root] = []
    for task in tasks { roots.append(try await task.value.get()) }
    return roots
  }

  /// What a draft is made of.
  struct Facts {
    var rows: [RowKey: Stored<Row>?]
    var rosters: [AccountID: RosterView] = [:]
  }

  /// Rows for a draft: from the views where they are in memory, the rest in one read of the store. Views are
  /// ahead of no store, so whatever is out of date here fails its expectation.
  ///
  /// Whole rosters come from one moment with the heads that their expectations are about.
  func facts(_ keys: [RowKey], rosters: [AccountID] = [], in region: Region) async throws(StoreError) -> Facts {
    let root = try await root(with: rosters, in: region)
    var facts = Facts(rows: [RowKey: Stored<Row>?](minimumCapacity: keys.count))
    for account in rosters { facts.rosters[account] = root[TenantID(account, in: region)]?.view.roster }
    var missing: [RowKey] = []
    // Most of the rows that a call names are of one owner.
    var owner: AccountID?
    var view: TenantView?
    for key in keys {
      if key.owner != owner {
        owner = key.owner
        view = root[TenantID(key.owner, in: region)]?.view
      }
      if let known = view?.row(key) {
        facts.rows.updateValue(known, forKey: key)
      } else {
        missing.append(key)
      }
    }
    guard !missing.isEmpty else { return facts }
    let loaded = try await rows.load(missing, in: region)
    for key in missing { facts.rows.updateValue(loaded[key], forKey: key) }
    return facts
  }

  /// A root that holds these rosters whole.
  private func root(with rosters: [AccountID], in region: Region) async throws(StoreError) -> Root {
    let parts = rosters.flatMap { [ViewPart.head($0), .roster($0)] }
    var roots = [current]
    for _ in 0...Limits.loads {
      if let root = roots.first(where: { $0.views(with: parts, in: region) != nil }) { return root }
      roots = try await load(parts, in: region) + [current]
    }
    throw .failed("the memory for views is too small to hold a whole roster")
  }

  /// Says that a transaction is about to be written. Ends with ``publish(_:)`` or ``abandonTransaction()``.
  func beginTransaction() { next.withLock { $0.beginTransaction() } }

  /// Says that nothing of the transaction was written.
  func abandonTransaction() {
    for waiting in next.withLock({ $0.endTransaction(at: nil) }) { waiting.resume() }
  }

  /// Shows commits that are durable, all at once: no reader sees one side of an association changed and the
  /// other not. Then watchers are told, so that whoever was told of a change also sees it.
  func publish(_ commits: [(Commit, Revision)]) {
    let waiting = next.withLock { state in
      var root = current
      var news: [(TenantID, [Change], Revision)] = []
      for (commit, revision) in commits {
        state.note(commit, at: revision)
        for (owner, changes) in commit.changesByOwner {
          let id = TenantID(owner, in: commit.region)
          if state.watches.isWatched(id) { news.append((id, changes, revision)) }
          guard let resident = root[id] else { continue }
          var view = resident.view
          for change in changes { view.apply(change, at: revision) }
          state.replace(resident, by: view, for: id, in: &root)
        }
      }
      state.evict(from: &root, downTo: budget, isBusy: isBusy)
      self.root.withLock { $0 = root }
      for (id, changes, revision) in news { state.watches.tell(of: changes, at: revision, of: id) }
      return state.endTransaction(at: commits.last?.1)
    }
    for each in waiting { each.resume() }
  }

  /// Reads parts whose loads are registered, and shows them.
  private func fetch(_ loads: [PartLoad], in region: Region) async -> Result<Root, StoreError> {
    do throws(StoreError) {
      let read = try await read(loads, in: region)
      return .success(await show(read.content, at: read.revision))
    } catch {
      next.withLock { state in
        for load in loads { state.abandon(load) }
      }
      return .failure(error)
    }
  }

  private func read(
    _ loads: [PartLoad], in region: Region
  ) async throws(StoreError) -> Snapshot<[(PartLoad, TenantView)]> {
    if loads.count == 1 {
      let snapshot = try await store.load(loads[0].part, in: region)
      return Snapshot([(loads[0], snapshot.content)], at: snapshot.revision)
    }
    let snapshot = try await store.load(loads.flatMap { Head.rows(of: $0.part.account) }, in: region)
    return Snapshot(
      loads.map { ($0, TenantView(headOf: $0.part.account, in: snapshot.content)) }, at: snapshot.revision)
  }

  /// Ends loads: adds what was committed since their snapshot, and shows them all at once. Returns what there was
  /// to see before others had to leave for them.
  private func show(_ loaded: [(PartLoad, TenantView)], at revision: Revision) async -> Root {
    await awaitPublication(of: revision)
    return next.withLock { state in
      var root = current
      for (load, content) in loaded {
        let view = state.finish(load, Snapshot(content, at: revision))
        let old = root[load.tenant]
        state.replace(old, by: (old?.view ?? TenantView()).adding(view), for: load.tenant, in: &root)
      }
      let all = root
      state.evict(from: &root, downTo: budget, isBusy: isBusy)
      self.root.withLock { $0 = root }
      return all
    }
  }

  /// What was read while a transaction is written may hold it already. Shown at once, it would show one side of an
  /// association as it will be, beside the other as it was.
  private func awaitPublication(of revision: Revision) async {
    guard next.withLock({ $0.isAhead(revision) }) else { return }
    await withCheckedContinuation { continuation in
      let isShown = next.withLock { state in
        guard state.isAhead(revision) else { return true }
        state.awaitPublication(continuation)
        return false
      }
      if isShown { continuation.resume() }
    }
  }
}

extension [PartLoad] {
  /// Those that one read of the store brings: all heads, and every other part by itself.
  fileprivate var readTogether: [[PartLoad]] {
    let heads = filter { if case .head = $0.part { true } else { false } }
    let others = filter { if case .head = $0.part { false } else { true } }
    return (heads.isEmpty ? [] : [heads]) + others.map { [$0] }
  }
}

extension Commit {
  /// The changes by the tenant whose view shows them, in order within each. Often that is one tenant.
  fileprivate var changesByOwner: [(owner: AccountID, [Change])] {
    guard let owner = changes.first?.key.owner else { return [] }
    guard changes.contains(where: { $0.key.owner != owner }) else { return [(owner, changes)] }
    return Dictionary(grouping: changes) { $0.key.owner }.map { ($0.key, $0.value) }
  }
}

extension TenantView {
  /// This view with the parts of `other`.
  fileprivate func adding(_ other: TenantView) -> TenantView {
    TenantView(
      head: other.head ?? head, roster: other.roster ?? roster, invitations: other.invitations ?? invitations)
  }
}
