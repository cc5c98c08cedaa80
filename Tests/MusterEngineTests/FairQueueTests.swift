import Testing

@testable import MusterEngine

@Suite("Who waits to be done together with others") struct FairQueueTests {
  private func queue(_ sizes: Int...) -> FairQueue<Int> {
    var queue = FairQueue<Int>()
    for size in sizes { queue.append(size, size: size) }
    return queue
  }

  @Test func isDoneAtOnceWhereThereIsRoomForAll() {
    var queue = queue(3, 1, 2)
    #expect(queue.take(6) == [3, 1, 2])
    #expect(queue.isEmpty)
    #expect(queue.take(6) == [])
  }

  @Test func passesLargerOnesThatCameEarlier() {
    var queue = queue(50, 40, 60, 2, 1)
    #expect(queue.take(60) == [50, 2, 1])
    #expect(queue.take(60) == [40])
    #expect(queue.take(60) == [60])
    #expect(queue.isEmpty)
  }

  @Test func isDoneSomeTimeThoughEveryOneWhoComesIsSmaller() {
    var queue = queue(1, 1000, 1)
    var rounds = 0
    while !queue.isEmpty, rounds < 10 {
      rounds += 1
      if queue.take(10).contains(1000) { break }
      for _ in 0..<10 { queue.append(1, size: 1) }
    }
    #expect(rounds == 2)
  }

  @Test func waitsForThoseItCannotBeDoneWith() {
    var queue = queue(1, 2, 3, 4, 5)
    #expect(queue.take(100) { $0 % 2 == $1 % 2 } == [1, 3, 5])
    #expect(queue.take(100) { $0 % 2 == $1 % 2 } == [2, 4])
  }
}
