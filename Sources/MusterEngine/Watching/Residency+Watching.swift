internal import MusterModel
internal import Synchronization

extension Residency {
  /// Begins to watch a roster: what there is and what will change meet without a gap, since the next root is made by
  /// one at a time, and the listing is taken and the watch begun between two of them.
  ///
  /// The roster stays in memory until then, and no longer on the watch's account: changes come whole with their commits,
  /// and thousands who wait for changes of large rosters must not hold more of them in memory than the budget for views.
  func watch(_ id: TenantID) async throws(CallError) -> RosterFeed {
    next.withLock { $0.pin(id) }
    defer { next.withLock { $0.unpin(id) } }
    let parts = [ViewPart.head(id.account), .roster(id.account)]
    for _ in 0...Limits.loads {
      if let feed = try begin(id, parts) { return feed }
      do throws(StoreError) {
        _ = try await load(parts, in: id.region)
      } catch {
        throw CallError(error)
      }
    }
    throw CallError(.overloaded, "The memory for views is too small for the roster; try again later.")
  }

  /// Nil when the roster has to be loaded.
  private func begin(_ id: TenantID, _ parts: [ViewPart]) throws(CallError) -> RosterFeed? {
    try next.withLock { state throws(CallError) in
      guard let views = current.views(with: parts, in: id.region) else { return nil }
      let head = views.head(of: id.account)
      guard head.hub != nil else { throw .notSubscribed(id.account) }
      try state.watches.check(roomFor: id)
      let feed = RosterFeed(id, WatchQueue.Listing(of: id.account, head, views.roster(of: id.account)))
      state.watches.add(feed)
      return feed
    }
  }

  func endWatch(_ feed: RosterFeed) { next.withLock { $0.watches.remove(feed) } }

  /// Ends every watch, and every one to come.
  func endWatches(_ error: CallError) { next.withLock { $0.watches.end(error) } }

  /// How many watches go on.
  var watchCount: Int { next.withLock { $0.watches.count } }
}
