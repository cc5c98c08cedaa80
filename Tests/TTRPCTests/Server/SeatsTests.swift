import NIOCore
import Testing

@testable import TTRPC

/// How many connections a server has, and of whom.
struct SeatsTests {
  private func at(_ seconds: Int64) -> NIODeadline { .uptimeNanoseconds(0) + .seconds(seconds) }

  @Test func theLastSeatMakesItFull() {
    var seats = Seats(most: 2, mostPerUser: 9)
    seats.take()
    #expect(!seats.isFull)
    seats.take()
    #expect(seats.isFull)
    #expect(seats.giveBack() == true)
    #expect(!seats.isFull)
    // There was room before.
    #expect(seats.giveBack() == false)
  }

  @Test func everyUserHasItsOwn() {
    var seats = Seats(most: 9, mostPerUser: 2)
    #expect(seats.sit(1, of: 0, now: at(0)) == true)
    #expect(seats.sit(2, of: 0, now: at(0)) == true)
    #expect(seats.sit(3, of: 0, now: at(0)) == false)
    #expect(seats.sit(4, of: 5, now: at(0)) == true)
    seats.leave(1)
    seats.leave(1)
    #expect(seats.sit(5, of: 0, now: at(0)) == true)
    #expect(seats.sit(6, of: 0, now: at(0)) == false)
    seats.leave(4)
    #expect(!seats.has(5) && seats.has(0))
  }

  @Test func whoNeverSpokeMayHaveToGo() {
    var seats = Seats(most: 9, mostPerUser: 9)
    for id in 1...3 as ClosedRange<UInt64> { _ = seats.sit(id, of: 0, now: at(Int64(id))) }
    seats.spoke(1)
    #expect(seats.silent(since: at(2)) == [2])
    #expect(Set(seats.silent(since: at(3))) == [2, 3])
    seats.leave(2)
    #expect(seats.silent(since: at(3)) == [3])
  }

  @Test(arguments: [(20_000, 19_936), (256, 192), (128, 64), (100, 50), (1, 1)])
  func descriptorsAreKeptBack(descriptors: Int, connections: Int) {
    #expect(DescriptorLimit.connections(of: descriptors) == connections)
  }

  @Test func aUserHasSoManyCalls() {
    let user = PeerUser(uid: 1, calls: 2)
    #expect((0..<3).map { _ in user.startCall() } == [true, true, false])
    user.endCall()
    #expect((0..<2).map { _ in user.startCall() } == [true, false])
    #expect(user.runningCalls == 2)
  }

  @Test func fewFilesLeaveOneUserHalfOfThem() {
    var seats = Seats(most: 4096, mostPerUser: 1024)
    seats.lower(to: 5000)
    #expect(seats.most == 4096 && seats.mostPerUser == 1024)
    seats.lower(to: DescriptorLimit.connections(of: 1024, beside: 25))
    #expect(seats.most == 1024 - Limits.descriptorsKept - 25 && seats.mostPerUser == seats.most / 2)
    seats.lower(to: DescriptorLimit.connections(of: 10, beside: 25))
    #expect(seats.most == 1 && seats.mostPerUser == 1)
  }
}
