import Testing

@testable import MusterEngine
@testable import MusterModel

@Suite("What a watcher has yet to be told") struct WatchQueueTests {
  private func row(_ status: MemberStatus, email: String? = nil) -> Stored<MemberRow> {
    Stored(MemberRow(email: email, status: status, updatedAt: Timestamp(milliseconds: 1)), at: Revision(3))
  }

  private func listing(_ count: UInt64, email: String? = nil) -> WatchQueue.Listing {
    let rows = (0..<count).map { (account(100 + $0), row(.created, email: email)) }
    return WatchQueue.Listing(
      of: administrator, Head(roster: Stored(RosterRow(rows: rows.count), at: Revision(5))), RosterView(rows))
  }

  private func news(_ count: UInt64, from first: UInt64 = 0, at revision: UInt64 = 6) -> WatchQueue.News {
    WatchQueue.News(changes: (0..<count).map { .removed(account(first + $0)) }, revision: Revision(revision))
  }

  private func add(_ news: WatchQueue.News, to queue: inout WatchQueue, fits: Bool = true) {
    let isTaken = queue.add(news)
    #expect(isTaken == fits)
  }

  /// Everything that is there to be told.
  private func drained(_ queue: inout WatchQueue) -> (updates: [RosterUpdate], end: CallError?) {
    var updates: [RosterUpdate] = []
    while let next = queue.next() {
      switch next {
      case .update(let update): updates.append(update)
      case .over(let error): return (updates, error)
      }
    }
    return (updates, nil)
  }

  @Test func anEmptyRosterIsCurrentAtOnce() {
    var queue = WatchQueue(listing(0))
    #expect(queue.hasSomething)
    #expect(drained(&queue).updates == [RosterUpdate([], isCurrent: true, at: Revision(5))])
    #expect(!queue.hasSomething)
  }

  @Test(arguments: [1, 255, 256, 257, 600])
  func rowsComeInPartsAndThenTheMarker(count: UInt64) {
    var queue = WatchQueue(listing(count))
    let updates = drained(&queue).updates
    #expect(updates.dropLast().allSatisfy { !$0.isCurrent && (1...256).contains($0.changes.count) })
    #expect(updates.last == RosterUpdate([], isCurrent: true, at: Revision(5)))
    #expect(updates.count == Int(count + 255) / 256 + 1)
    let told = updates.flatMap(\.changes).compactMap { change -> AccountID? in
      if case .member(let member) = change { member.accountID } else { nil }
    }
    #expect(told == (0..<count).map { account(100 + $0) })
  }

  @Test func longRowsMakeFewerOfThemAnUpdate() {
    var queue = WatchQueue(listing(300, email: String(repeating: "x", count: 1024)))
    let updates = drained(&queue).updates
    #expect(updates.flatMap(\.changes).count == 300)
    for update in updates {
      #expect(update.changes.reduce(0) { $0 + $1.estimatedBytes } <= 64 << 10)
    }
    #expect(updates.count > 5)
  }

  @Test func newsOfCommitsGoTogetherInOrder() {
    var queue = WatchQueue(listing(1))
    add(news(2, from: 1, at: 6), to: &queue)
    add(news(1, from: 3, at: 9), to: &queue)
    // What there was first, whatever happened meanwhile.
    let updates = drained(&queue).updates
    #expect(updates.map(\.isCurrent) == [false, true, false])
    #expect(
      updates.last
        == RosterUpdate([.removed(account(1)), .removed(account(2)), .removed(account(3))], at: Revision(9)))
    #expect(queue.waiting == 0 && !queue.hasSomething)
  }

  @Test func aLargeCommitGoesOnInTheNextUpdate() {
    var queue = WatchQueue(listing(0))
    _ = drained(&queue)
    add(news(600, at: 7), to: &queue)
    let updates = drained(&queue).updates
    #expect(updates.map(\.changes.count) == [256, 256, 88])
    #expect(updates.allSatisfy { $0.revision == Revision(7) })
    #expect(updates.flatMap(\.changes) == news(600).changes)
  }

  @Test func asManyMayWaitAsTheLimitSays() {
    var queue = WatchQueue(listing(0), limit: 10)
    add(news(4), to: &queue)
    add(news(6), to: &queue)
    #expect(queue.waiting == 10)
    add(news(1), to: &queue, fits: false)
    #expect(queue.waiting == 0)
    // Not even the listing: it would be out of date for ever.
    let (updates, end) = drained(&queue)
    #expect(updates == [])
    #expect(end?.code == .overloaded && end?.message.contains("11 changes were waiting for it, of at most 10") == true)
    add(news(1), to: &queue, fits: false)
  }

  @Test func whatWasToldWaitsNoMore() {
    var queue = WatchQueue(listing(0), limit: 300)
    _ = queue.next()
    add(news(300), to: &queue)
    _ = queue.next()
    #expect(queue.waiting == 44)
    add(news(256), to: &queue)
    add(news(1), to: &queue, fits: false)
  }

  @Test func oneCommitNeverEndsAWatcherThatKeepsUp() {
    var queue = WatchQueue(listing(0), limit: 10)
    _ = drained(&queue)
    add(news(1000), to: &queue)
    #expect(drained(&queue).updates.flatMap(\.changes).count == 1000)
  }

  @Test func theFirstReasonToEndCounts() {
    var queue = WatchQueue(listing(3))
    add(news(1), to: &queue)
    queue.end(.notSubscribed(administrator))
    queue.end(CallError(.unavailable, "later"))
    for _ in 0..<2 {
      guard case .over(let error) = queue.next() else {
        Issue.record("it goes on")
        return
      }
      #expect(error == .notSubscribed(administrator))
    }
    #expect(queue.hasSomething)
  }
}
