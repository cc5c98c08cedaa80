internal import MusterModel
internal import Synchronization

/// Which views are in memory: loads them, shows commits in them, and lets them go when there are too many.
///
/// Readers copy the root under a lock held for just that. Everybody else, one at a time, makes the next root
/// under `next`: so no published change can fall between a load's snapshot and its arrival.
final class Residency: Sendable {
  private let root = Mutex(Root())
  private let next = Mutex(ResidencyState())
  private let store: any Store
  private let budget: Int
  private let isBusy: @Sendable (TenantID) -> Bool

  /// `isBusy` tells whether a tenant has calls queued or commits under way; such a one never leaves.
  init(store: any Store, budget: Int, isBusy: @escaping @Sendable (TenantID) -> Bool) {
    self.store = store
    self.budget = budget
    self.isBusy = isBusy
  }

  /// The views as of the last published batch.
  var current: Root { root.withLock { $0 } }

  /// Brings a part into memory, together with whoever else is waiting for it.
  func load(_ part: ViewPart, in region: Region) async throws(StoreError) {
    let load = PartLoad(part, in: region)
    let task = next.withLock { state -> Task<StoreError?, Never>? in
      if current.views(with: [part], in: region) != nil { return nil }
      return state.join(load) { Task { await self.fetch(load) } }
    }
    if let failure = await task?.value { throw failure }
  }

  /// Brings the heads of accounts into memory: of all that are missing, and that nobody else is loading, in one read
  /// of the store.
  func loadHeads(of accounts: [AccountID], in region: Region) async throws(StoreError) {
    let tasks = next.withLock { state -> Set<Task<StoreError?, Never>> in
      let root = current
      var mine: [PartLoad] = []
      var tasks: Set<Task<StoreError?, Never>> = []
      for account in Set(accounts) {
        let load = PartLoad(.head(account), in: region)
        if root[load.tenant]?.view.head != nil { continue }
        if let task = state.task(of: load) { tasks.insert(task) } else { mine.append(load) }
      }
      guard !mine.isEmpty else { return tasks }
      let task = Task { [mine] in await self.fetch(mine, in: region) }
      for load in mine { tasks.insert(state.join(load) { task }) }
      return tasks
    }
    for task in tasks {
      if let failure = await task.value { throw failure }
    }
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
    for key in keys where facts.rows[key] == nil {
      let known = root.row(key, in: region)
      if known == nil { missing.append(key) }
      facts.rows.updateValue(known ?? nil, forKey: key)
    }
    guard !missing.isEmpty else { return facts }
    let loaded = try await store.load(missing, in: region).content
    for key in missing { facts.rows.updateValue(loaded[key], forKey: key) }
    return facts
  }

  /// A root that holds these rosters whole.
  private func root(with rosters: [AccountID], in region: Region) async throws(StoreError) -> Root {
    let parts = rosters.flatMap { [ViewPart.head($0), .roster($0)] }
    for _ in 0..<Limits.loads {
      let root = current
      if root.views(with: parts, in: region) != nil { return root }
      for part in parts { try await load(part, in: region) }
    }
    throw .failed("the memory for views is too small to hold a whole roster")
  }

  /// Shows commits that are durable, all at once: no reader sees one side of an association changed and the
  /// other not.
  func publish(_ commits: [(Commit, Revision)]) {
    next.withLock { state in
      var root = current
      for (commit, revision) in commits {
        state.note(commit, at: revision)
        for (owner, changes) in commit.changesByOwner {
          let id = TenantID(owner, in: commit.region)
          guard let resident = root[id] else { continue }
          var view = resident.view
          for change in changes { view.apply(change, at: revision) }
          state.replace(resident, by: view, for: id, in: &root)
        }
      }
      state.evict(from: &root, downTo: budget, isBusy: isBusy)
      self.root.withLock { $0 = root }
    }
  }

  /// Reads a part whose load is registered, and shows it.
  private func fetch(_ load: PartLoad) async -> StoreError? {
    do throws(StoreError) {
      let snapshot = try await store.load(load.part, in: load.region)
      show([(load, snapshot.content)], at: snapshot.revision)
      return nil
    } catch {
      next.withLock { $0.abandon(load) }
      return error
    }
  }

  /// Reads heads whose loads are registered, and shows them.
  private func fetch(_ loads: [PartLoad], in region: Region) async -> StoreError? {
    do throws(StoreError) {
      let snapshot = try await store.load(loads.flatMap { Head.rows(of: $0.part.account) }, in: region)
      show(
        loads.map { ($0, TenantView(headOf: $0.part.account, in: snapshot.content)) }, at: snapshot.revision)
      return nil
    } catch {
      next.withLock { state in
        for load in loads { state.abandon(load) }
      }
      return error
    }
  }

  /// Ends loads: adds what was committed since their snapshot, and shows them all at once.
  private func show(_ loaded: [(PartLoad, TenantView)], at revision: Revision) {
    next.withLock { state in
      var root = current
      for (load, content) in loaded {
        let view = state.finish(load, Snapshot(content, at: revision))
        let old = root[load.tenant]
        state.replace(old, by: (old?.view ?? TenantView()).adding(view), for: load.tenant, in: &root)
      }
      state.evict(from: &root, downTo: budget, isBusy: isBusy)
      self.root.withLock { $0 = root }
    }
  }
}

extension Commit {
  /// The changes by the tenant whose view shows them, in order within each.
  fileprivate var changesByOwner: [AccountID: [Change]] {
    Dictionary(grouping: changes) { $0.key.owner }
  }
}

extension TenantView {
  /// This view with the parts of `other`.
  fileprivate func adding(_ other: TenantView) -> TenantView {
    TenantView(
      head: other.head ?? head, roster: other.roster ?? roster, invitations: other.invitations ?? invitations)
  }
}
