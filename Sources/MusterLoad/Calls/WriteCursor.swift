/// Which roster is written next, and which accounts go in or out: each in turn, never two connections the same roster.
///
/// Accounts are deleted once their creation was answered, and created again once their deletion was: calls that are under
/// way at the same time may be decided in any order.
struct WriteCursor: Sendable {
  struct Write: Hashable, Sendable {
    var creates: Bool
    /// Which of the connection's rosters.
    var roster: Int
    /// Which of the batches that a roster has room for.
    var batch: Int
  }

  private struct Roster: Sendable {
    /// Batches from here on were never written.
    var unused = 0
    /// Those that are gone again.
    var gone: [Int] = []
    var there: [Int] = []
  }

  private var rosters: [Roster]
  /// Batches that a roster has room for.
  private let capacity: Int
  private var turn = 0

  init(rosters: Int, capacity: Int) {
    self.rosters = Array(repeating: Roster(), count: rosters)
    self.capacity = capacity
  }

  /// What is wished for of the roster whose turn it is, or the other where there is no room for it or nothing to delete.
  /// Nil when every roster waits for answers.
  mutating func next(creating: Bool) -> Write? {
    for _ in rosters.indices {
      let roster = turn
      turn = roster + 1 == rosters.count ? 0 : roster + 1
      for creates in [creating, !creating] {
        if let batch = take(creates, roster) { return Write(creates: creates, roster: roster, batch: batch) }
      }
    }
    return nil
  }

  private mutating func take(_ creates: Bool, _ roster: Int) -> Int? {
    guard creates else { return rosters[roster].there.popLast() }
    if let batch = rosters[roster].gone.popLast() { return batch }
    guard rosters[roster].unused < capacity else { return nil }
    defer { rosters[roster].unused += 1 }
    return rosters[roster].unused
  }

  /// Its answer came. One that failed changed nothing.
  mutating func ended(_ write: Write, isDone: Bool) {
    if write.creates == isDone {
      rosters[write.roster].there.append(write.batch)
    } else {
      rosters[write.roster].gone.append(write.batch)
    }
  }
}
