internal import DequeModule
internal import MusterModel

/// What one watcher has yet to be told of a roster: a bounded queue, and how it ends. Decides, and waits for nothing.
struct WatchQueue: Sendable {
  /// The changes of one commit, which all watchers of the roster share.
  struct News: Sendable {
    let changes: [MemberChange]
    let revision: Revision
  }

  /// The roster as it was when the watch began.
  struct Listing: Sendable {
    let administrator: AccountID
    let members: SortedChunks<Stored<MemberRow>>
    let revision: Revision
    /// The last row that was told.
    fileprivate var told: AccountID?

    init(of administrator: AccountID, _ head: Head, _ roster: RosterView) {
      self.administrator = administrator
      members = roster.members
      // Every commit that changes a roster puts its head; where there is none, there was no change.
      revision = max(head.roster?.revision ?? .none, head.hub?.revision ?? .none)
    }
  }

  private enum State {
    /// The rows there were are told first. Can transition to:
    /// - `following` when they are, and the marker with them
    /// - `over`
    case listing(Listing)
    /// News are told. Can transition to:
    /// - `over` if they are too many, or the watch is ended
    case following
    /// Nothing is told any more.
    case over(CallError)
  }

  private var state: State
  private let limit: Int
  private var news = Deque<News>()
  /// Of the first news, what was told.
  private var told = 0
  /// Changes that wait.
  private(set) var waiting = 0

  /// - Parameters:
  ///   - listing: what there is.
  ///   - limit: changes that may wait; those of one commit may in any case, so that no commit, however large, ends the
  ///     watch of somebody who keeps up.
  init(_ listing: Listing, limit: Int = Limits.waitingChanges) {
    state = .listing(listing)
    self.limit = limit
  }

  /// The roster changed. Returns whether the watch goes on.
  mutating func add(_ more: News) -> Bool {
    if case .over = state { return false }
    guard waiting == 0 || waiting + more.changes.count <= limit else {
      end(
        CallError(
          .overloaded,
          "The watcher did not keep up: \(waiting + more.changes.count) changes were waiting for it, of at most \(limit). "
            + "Watch again, and read faster."))
      return false
    }
    news.append(more)
    waiting += more.changes.count
    return true
  }

  /// The watch is over; only the first reason counts. What waits is of no use to anybody who has to watch again.
  mutating func end(_ error: CallError) {
    if case .over = state { return }
    state = .over(error)
    news = []
    waiting = 0
  }

  /// Whether ``next()`` has anything to say.
  var hasSomething: Bool {
    if case .following = state { !news.isEmpty } else { true }
  }

  enum Next {
    case update(RosterUpdate)
    case over(CallError)
  }

  /// What the watcher is told next. Nil while there is nothing.
  mutating func next() -> Next? {
    switch state {
    case .listing(var listing):
      let update = listing.next()
      state = update.isCurrent ? .following : .listing(listing)
      return .update(update)
    case .following:
      return nextNews().map(Next.update)
    case .over(let error):
      return .over(error)
    }
  }

  private mutating func nextNews() -> RosterUpdate? {
    guard var revision = news.first?.revision else { return nil }
    var batch = UpdateBatch()
    while let first = news.first, batch.add(first.changes[told]) {
      revision = first.revision
      told += 1
      if told == first.changes.count {
        news.removeFirst()
        told = 0
      }
    }
    waiting -= batch.changes.count
    return RosterUpdate(batch.changes, at: revision)
  }
}

extension WatchQueue.Listing {
  /// The next rows, and after the last ones the marker.
  fileprivate mutating func next() -> RosterUpdate {
    var batch = UpdateBatch()
    for (account, row) in members.pairs(after: told, limit: MusterModel.Limits.updateChanges) {
      guard let change = MemberChange(.member(administrator, account, row.content)), batch.add(change) else { break }
      told = account
    }
    return RosterUpdate(batch.changes, isCurrent: batch.changes.isEmpty, at: revision)
  }
}

/// The changes of one update, as many as fit in.
private struct UpdateBatch {
  private(set) var changes: [MemberChange] = []
  private var bytes = 0

  /// Returns false when there is no room for it.
  mutating func add(_ change: MemberChange) -> Bool {
    let size = change.estimatedBytes
    let fits = changes.count < MusterModel.Limits.updateChanges && bytes + size <= MusterModel.Limits.updateBytes
    guard changes.isEmpty || fits else { return false }
    changes.append(change)
    bytes += size
    return true
  }
}
