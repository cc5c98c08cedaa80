import Testing

@testable import MusterLoad

/// What is written where, so that every write can be done.
@Suite struct WriteCursorTests {
  @Test func rostersTakeTurnsAndBatchesFollow() {
    var cursor = WriteCursor(rosters: 2, capacity: 2)
    let writes = (0..<6).compactMap { _ in cursor.next(creating: true) }
    #expect(writes.map(\.roster) == [0, 1, 0, 1])
    #expect(writes.map(\.batch) == [0, 0, 1, 1])
    #expect(writes.map(\.creates) == [true, true, true, true])
    // All are full of what nobody has answered: nothing can be called.
    #expect(cursor.next(creating: false) == nil)
    cursor.ended(writes[3], isDone: true)
    // There is no room for more: the one that is there is deleted.
    #expect(cursor.next(creating: true) == WriteCursor.Write(creates: false, roster: 1, batch: 1))
    #expect(cursor.next(creating: true) == nil)
  }

  @Test func whatFailedChangedNothing() {
    var cursor = WriteCursor(rosters: 1, capacity: 1)
    let create = WriteCursor.Write(creates: true, roster: 0, batch: 0)
    let delete = WriteCursor.Write(creates: false, roster: 0, batch: 0)
    #expect(cursor.next(creating: false) == create)
    cursor.ended(create, isDone: false)
    #expect(cursor.next(creating: false) == create)
    cursor.ended(create, isDone: true)
    #expect(cursor.next(creating: true) == delete)
    cursor.ended(delete, isDone: false)
    #expect(cursor.next(creating: true) == delete)
  }

  /// Whatever is wished for, and in whatever order it is decided: a batch is there when its deletion is called, and is
  /// gone when its creation is.
  @Test func everyWriteCanBeDone() {
    var cursor = WriteCursor(rosters: 3, capacity: 4)
    var chance = Chance(seed: 3)
    var there: Set<[Int]> = []
    var underWay: [WriteCursor.Write] = []
    var deleted = 0
    for _ in 0..<10_000 {
      if let write = cursor.next(creating: chance.below(2) == 0) {
        #expect(there.contains([write.roster, write.batch]) != write.creates)
        #expect(!underWay.contains { $0.roster == write.roster && $0.batch == write.batch })
        underWay.append(write)
      }
      guard !underWay.isEmpty, chance.below(3) > 0 else { continue }
      let write = underWay.remove(at: chance.below(underWay.count))
      let batch = [write.roster, write.batch]
      if write.creates { there.insert(batch) } else { there.remove(batch) }
      deleted += write.creates ? 0 : 1
      cursor.ended(write, isDone: true)
      #expect(there.count <= 12)
    }
    #expect(deleted > 1000)
  }

  @Test func noRostersNoWrites() {
    var cursor = WriteCursor(rosters: 0, capacity: 1)
    #expect(cursor.next(creating: true) == nil)
  }
}
