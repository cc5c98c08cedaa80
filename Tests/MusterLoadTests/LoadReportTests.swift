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
    let report = tally.report(unanswered: 0)
    #expect(report.answered == 1 && report.failed == 0)
    #expect(report.seconds == 50e-9)
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
