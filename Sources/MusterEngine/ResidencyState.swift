internal import DequeModule
internal import MusterModel

/// A part of one tenant's view being loaded.
struct PartLoad: Hashable, Sendable {
  let part: ViewPart
  let region: Region

  init(_ part: ViewPart, in region: Region) {
    self.part = part
    self.region = region
  }

  var tenant: TenantID { TenantID(part.account, in: region) }
}

/// The book-keeping of ``Residency``: loads under way, and who leaves when memory runs short. It reads and
/// waits for nothing.
struct ResidencyState: Sendable {
  /// What a load comes to: the views of the moment it arrived, before anybody had to leave for it.
  typealias LoadTask = Task<Result<Root, StoreError>, Never>

  private struct Loading {
    let task: LoadTask
    /// What was committed since the load was registered. Its snapshot may or may not show them.
    var late: [(Change, Revision)] = []
  }

  private var loads: [PartLoad: Loading] = [:]
  /// Every resident tenant, in the order in which eviction looks at them.
  private var order = Deque<TenantID>()
  private(set) var cost = 0

  /// Who is told of changes. It is here because a watch begins, and a change is told, between two roots.
  var watches: WatchTable
  /// Tenants that stay until what they were loaded for is done, and for how many that is.
  private var pins: [TenantID: Int] = [:]

  private var isWriting = false
  /// The last commit that was shown, or was there before.
  private var published: Revision
  private var awaitingPublication: [CheckedContinuation<Void, Never>] = []

  init(at revision: Revision, watches: WatchLimits) {
    published = revision
    self.watches = WatchTable(watches)
  }

  mutating func pin(_ id: TenantID) { pins[id, default: 0] += 1 }

  mutating func unpin(_ id: TenantID) {
    guard let users = pins[id] else { return }
    pins[id] = users > 1 ? users - 1 : nil
  }

  mutating func beginTransaction() { isWriting = true }

  /// Returns whoever waited for the transaction to be shown, or to have failed.
  mutating func endTransaction(at revision: Revision?) -> [CheckedContinuation<Void, Never>] {
    isWriting = false
    if let revision { published = max(published, revision) }
    defer { awaitingPublication = [] }
    return awaitingPublication
  }

  /// Whether what was read from the store may be ahead of the views: a transaction under way may be durable, and be
  /// shown to nobody yet.
  func isAhead(_ snapshot: Revision) -> Bool { isWriting && snapshot > published }

  mutating func awaitPublication(_ continuation: CheckedContinuation<Void, Never>) {
    awaitingPublication.append(continuation)
  }

  /// The load of a part, if it is under way.
  func task(of load: PartLoad) -> LoadTask? { loads[load]?.task }

  mutating func begin(_ load: PartLoad, _ task: LoadTask) { loads[load] = Loading(task: task) }

  /// Remembers a commit for the loads that it concerns.
  mutating func note(_ commit: Commit, at revision: Revision) {
    guard !loads.isEmpty else { return }
    for change in commit.changes {
      for part in [ViewPart.head(change.key.owner), .roster(change.key.owner), .invitations(change.key.owner)]
      where part.shows(change.key) {
        loads[PartLoad(part, in: commit.region)]?.late.append((change, revision))
      }
    }
  }

  /// Ends a load: its snapshot with what was committed after it.
  mutating func finish(_ load: PartLoad, _ snapshot: Snapshot<TenantView>) -> TenantView {
    var view = snapshot.content
    for (change, revision) in loads.removeValue(forKey: load)?.late ?? [] where revision > snapshot.revision {
      view.apply(change, at: revision)
    }
    return view
  }

  mutating func abandon(_ load: PartLoad) { loads[load] = nil }

  mutating func replace(_ old: Resident?, by view: TenantView, for id: TenantID, in root: inout Root) {
    let new = Resident(view, isUsed: old?.isMarkedUsed ?? false)
    cost += new.cost - (old?.cost ?? 0)
    if old == nil { order.append(id) }
    root.set(new, for: id)
  }

  /// Lets tenants go until the rest fits the budget: those not used since eviction last passed by, and never
  /// one that is busy or pinned, or of which another part is being loaded. Ends after two rounds, within the budget or not.
  mutating func evict(from root: inout Root, downTo budget: Int, isBusy: (TenantID) -> Bool) {
    var looks = 2 * order.count
    while cost > budget, looks > 0, let id = order.popFirst() {
      looks -= 1
      guard let resident = root[id] else { continue }
      if resident.takeUsedMark() || isBusy(id) || isLoading(id) || pins[id] != nil {
        order.append(id)
      } else {
        cost -= resident.cost
        root.set(nil, for: id)
      }
    }
  }

  private func isLoading(_ id: TenantID) -> Bool {
    [ViewPart.head(id.account), .roster(id.account), .invitations(id.account)].contains {
      loads[PartLoad($0, in: id.region)] != nil
    }
  }
}
