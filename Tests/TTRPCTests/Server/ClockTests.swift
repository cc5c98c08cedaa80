import NIOCore
import Testing

@testable import TTRPC

struct ClockTests {
  private func at(_ seconds: Int64) -> NIODeadline { .uptimeNanoseconds(0) + .seconds(seconds) }

  @Test func aFrameMustBeCompleteInTime() {
    var clock = FrameClock(allowed: .seconds(10))
    clock.read(insideFrame: true, progressed: false, now: at(0))
    #expect(clock.deadline == at(10))
    clock.read(insideFrame: true, progressed: false, now: at(9))
    #expect(!clock.isOverdue(now: at(9)))
    #expect(clock.isOverdue(now: at(10)))
  }

  @Test func everyFrameHasItsOwnTime() {
    var clock = FrameClock(allowed: .seconds(10))
    clock.read(insideFrame: true, progressed: false, now: at(0))
    clock.read(insideFrame: true, progressed: true, now: at(9))
    #expect(clock.deadline == at(19))
    clock.read(insideFrame: false, progressed: true, now: at(10))
    #expect(clock.deadline == nil)
  }

  @Test func theTimeInWhichWeDoNotReadIsNotTheClients() {
    var clock = FrameClock(allowed: .seconds(10))
    clock.restart(now: at(1))
    #expect(clock.deadline == nil)
    clock.read(insideFrame: true, progressed: false, now: at(0))
    clock.restart(now: at(100))
    #expect(clock.deadline == at(110))
  }

  @Test func aReaderThatStandsStillIsStuck() {
    var clock = WriteClock(allowed: .seconds(30))
    #expect(clock.isStuck(buffered: 5, now: at(1000)) == false)
    clock.start(buffered: 100, now: at(0))
    clock.start(buffered: 200, now: at(20))
    #expect(clock.isStuck(buffered: 100, now: at(29)) == false)
    #expect(clock.isStuck(buffered: 100, now: at(30)) == true)
  }

  @Test func aSlowReaderIsNot() {
    var clock = WriteClock(allowed: .seconds(30))
    clock.start(buffered: 100, now: at(0))
    #expect(clock.isStuck(buffered: 99, now: at(30)) == false)
    #expect(clock.deadline == at(60))
    #expect(clock.isStuck(buffered: 99, now: at(60)) == true)
    clock.stop()
    #expect(clock.deadline == nil)
  }
}
