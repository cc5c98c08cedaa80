import NIOCore
import NIOEmbedded
import Testing

@testable import TTRPC

/// How the connections of one user share its turns.
struct WorkShareTests {
  @Test func whoIsAloneHasAll() {
    var share = WorkShare<Int>(most: 1000)
    #expect(share.workAtOnce == 1000)
    share.worked(999)
    #expect(!share.isUsedUp)
    share.worked(1)
    #expect(share.isUsedUp)
  }

  @Test func aTurnEndsWithTheShareOrForTheNextInLine() {
    var share = WorkShare<Int>(most: 1000)
    #expect(share.end(of: 0) == 1000)
    #expect(share.end(of: 300) == 1000)
    share.worked(900)
    #expect(share.end(of: 300) == 400)
    share.worked(100)
    #expect(share.end(of: 300) == 300)
    share.beginRound()
    _ = share.wait(1)
    #expect(share.end(of: 300) == 500)
  }

  @Test func whoeverWaitsWillHaveARound() {
    var share = WorkShare<Int>(most: 1000)
    share.worked(1000)
    #expect(share.wait(1) == true)
    // It was asked for.
    #expect(share.wait(2) == false)
    share.beginRound()
    #expect(!share.isUsedUp)
    #expect(share.next() == 1)
    #expect(share.next() == 2)
    #expect(share.endRound() == false)
    #expect(share.wait(1) == true)
  }

  @Test func theLineIsServedInOrderUntilTheShareIsUsedUp() {
    var share = WorkShare<Int>(most: 1000)
    #expect(share.wait(1) == true)
    for number in 2...4 { #expect(share.wait(number) == false) }
    share.beginRound()
    #expect(share.next() == 1)
    share.worked(600)
    #expect(share.next() == 2)
    // Not done yet: to the end of the line.
    #expect(share.wait(2) == false)
    share.worked(400 - 2 * Limits.turnWork)
    #expect(share.next() == nil)
    #expect(share.endRound() == true)
    share.beginRound()
    #expect(share.next() == 3)
    #expect(share.next() == 4)
    #expect(share.next() == 2)
    #expect(share.next() == nil)
    #expect(share.endRound() == false)
  }

  @Test func theLongerTheLineTheShorterATurn() {
    var share = WorkShare<Int>(most: 1000)
    _ = share.wait(1)
    #expect(share.workAtOnce == 500)
    for number in 2...100 { _ = share.wait(number) }
    #expect(share.workAtOnce == Limits.leastWorkAtOnce)
  }

  private final class Worker: TurnTaker {
    let share: LoopShare<Worker>
    let work: Int
    var turns = 0

    init(_ share: LoopShare<Worker>, work: Int) {
      self.share = share
      self.work = work
    }

    /// Always has more to do.
    func takeTurn() {
      turns += 1
      share.worked(work)
      share.wait(self)
    }
  }

  /// The attack: hundreds of connections of one user that always have work, and one other user.
  @Test func aThousandConnectionsGetAsMuchAsOne() {
    let loop = EmbeddedEventLoop()
    func turns(_ connections: Int) -> [Int] {
      let share = LoopShare<Worker>(of: loop)
      let workers = (0..<connections).map { _ in Worker(share, work: Limits.workPerTurn / 10 - Limits.turnWork) }
      for worker in workers { share.wait(worker) }
      loop.run()
      let first = workers.map(\.turns)
      // A loop that has nothing left to run looks at its sockets. Only then there is another round.
      loop.run()
      #expect(workers.map(\.turns) == first)
      loop.advanceTime(by: Limits.roundPause)
      #expect(workers.map(\.turns).reduce(0, +) == 2 * first.reduce(0, +))
      return first
    }
    #expect(turns(1) == [10])
    #expect(turns(5) == [2, 2, 2, 2, 2])
    #expect(turns(1000) == Array(repeating: 1, count: 10) + Array(repeating: 0, count: 990))
  }
}
