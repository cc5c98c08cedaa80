import Testing

@testable import MusterLoad

@Suite struct LoadReportTests {
  @Test func timesAreToldToThreeDigits() {
    var times = Latencies()
    #expect(times.percentile(50) == 0 && times.longest == 0)
    for time in 1...1000 { times.record(UInt64(time) * 1_000_000) }
    for (percent, expected) in [(50.0, 500.0), (90, 900), (99, 990), (99.9, 999)] {
      let found = Double(times.percentile(percent)) / 1_000_000
      #expect(abs(found - expected) <= expected / 1000)
    }
    // Hours are told as the longest there is, and none is lost.
    times.record(.max)
    #expect(times.count == 1001)
  }

  @Test func threadsAreAddedUp() {
    var first = LoadReport(operations: [OperationReport(name: "a"), OperationReport(name: "b")], seconds: 2)
    var second = first
    first.operations[0].latencies.record(5)
    second.operations[0].latencies.record(7)
    second.operations[1].fail("Overloaded", "slow down")
    second.seconds = 3
    second.unanswered = 1
    first.add(second)
    #expect(first.answered == 2 && first.failed == 1 && first.unanswered == 1)
    #expect(first.seconds == 3)
    #expect(first.operations[1].firstFailures == ["Overloaded": "slow down"])
    #expect(first.all.answered == 2)
  }

  @Test func aCallOfTheWarmUpIsNotMeasured() {
    var tally = Tally(LoadCalls("x", frames: [[]]))
    tally.begin(at: 100)
    let call = InFlight.Call(stream: 1, operation: 0, began: 50)
    tally.answer(call, at: 99)
    tally.fail(call, "Overloaded", "", at: 99)
    tally.answer(call, at: 150)
    let report = tally.report(until: 120)
    #expect(report.answered == 1 && report.failed == 0)
    #expect(report.seconds == 50e-9)
    #expect(tally.report(until: 1100).seconds == 1e-6)
  }

  /// At a fixed rate calls are counted where they were due, so that none is missing and none is too many.
  @Test func atAFixedRateACallIsMeasuredWhereItWasDue() {
    var tally = Tally(LoadCalls("x", frames: [[]]), isFixed: true)
    tally.begin(at: 100)
    tally.answer(InFlight.Call(stream: 1, operation: 0, began: 99), at: 150)
    #expect(tally.report(until: 200).answered == 0)
    tally.answer(InFlight.Call(stream: 3, operation: 0, began: 100), at: 150)
    #expect(tally.report(until: 200).answered == 1)
  }

  /// A server that stopped answering is seen in the times, the failures and the rate.
  @Test func whatWasNeverAnsweredOrNeverSentCounts() throws {
    var tally = Tally(LoadCalls("x", frames: [[]]), isFixed: true)
    tally.begin(at: 0)
    tally.answer(InFlight.Call(stream: 1, operation: 0, began: 0), at: 1000)
    tally.leave(InFlight.Call(stream: 3, operation: 0, began: 1000), at: 2_001_000)
    tally.leave(UnsentCalls(due: 500_000, count: 8), of: 0, at: 2_000_000)
    let report = tally.report(until: 2_000_000)
    let calls = try #require(report.operations.first)
    #expect(report.seconds == 0.002 && Int(report.perSecond.rounded()) == 500)
    #expect(report.answered == 1 && report.unanswered == 1 && report.unsent == 8)
    #expect(calls.failures == ["never answered": 1, "never sent": 8])
    #expect((1_500_000...1_502_000).contains(calls.latencies.percentile(50)))
    #expect(calls.latencies.longest >= 2_000_000)
    #expect(!calls.isLeast(1000) && calls.isLeast(calls.latencies.percentile(50)))
    // Of the warm-up nothing is told.
    var early = Tally(LoadCalls("x", frames: [[]]))
    early.begin(at: 100)
    early.leave(InFlight.Call(stream: 1, operation: 0, began: 0), at: 99)
    #expect(early.report(until: 99).failed == 0)
  }

  @Test func aMarkIsReadAsItIsWritten() {
    let mark = GroundMark(process: 12, first: 7, tenants: 3, associated: 4)
    #expect(mark.text == "process 12 first 7 tenants 3 associated 4")
    #expect(GroundMark(mark.text) == mark)
    #expect(mark.ground(in: LoadGround.usualRegion)?.member(1, of: 2) == 200_016)
    for text in [
      "", "yes", "process 1 first 1 tenants 3", "process 0 first 1 tenants 3 associated 1",
      "process 1 first 1000000000000 tenants 3 associated 1", "process 1 first 1 tenants 0 associated 1",
      "process 1 first 1 tenants 3 associated 5", "tenants 3 first 1 process 1 associated 1",
    ] {
      #expect(GroundMark(text) == nil)
    }
  }
}
