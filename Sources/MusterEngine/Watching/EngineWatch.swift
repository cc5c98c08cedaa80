internal import MusterModel

/// A watch as its watcher holds it: letting go of it ends it.
final class EngineWatch: RosterWatch {
  private let feed: RosterFeed
  private let residency: Residency
  private let counters: Counters

  init(_ feed: RosterFeed, in residency: Residency, _ counters: Counters) {
    self.feed = feed
    self.residency = residency
    self.counters = counters
  }

  deinit { residency.endWatch(feed) }

  func next() async throws(CallError) -> RosterUpdate {
    do throws(CallError) {
      return try await feed.next()
    } catch {
      // Counted as done when it began. How many fell behind, or lost their hub, is worth a number too.
      if error.code != .cancelled { counters.count(WatchMembers.operation, error.code) }
      throw error
    }
  }
}
