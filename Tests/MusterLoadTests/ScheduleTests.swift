import Testing

@testable import MusterLoad

/// A fixed rate: when each call is due, whoever it waits for.
@Suite struct ScheduleTests {
  @Test func callsAreDueAtTheRate() {
    let schedule = Schedule(start: 1000, rate: 1_000_000, thread: 0, threads: 1, connections: 3)
    #expect((0..<3).map(schedule.due) == [1000, 2000, 3000])
    #expect(schedule.calls(by: 999) == 0)
    #expect(schedule.calls(by: 1000) == 1)
    #expect(schedule.calls(by: 2999) == 2)
    #expect(schedule.calls(by: 1_000_001_000) == 1_000_001)
  }

  @Test(arguments: [3, 7, 333_333, 9_999_999]) func countingAndTimesAgree(rate: Int) {
    let schedule = Schedule(start: 5, rate: rate, thread: 1, threads: 2, connections: 1)
    for call in [0, 1, 2, 99, 12_345] {
      #expect(schedule.calls(by: schedule.due(call)) >= call + 1)
      #expect(schedule.calls(by: schedule.due(call) - 1) <= call)
    }
  }

  @Test func threadsTakeTurns() {
    let first = Schedule(start: 0, rate: 1_000_000, thread: 0, threads: 2, connections: 1)
    let second = Schedule(start: 0, rate: 1_000_000, thread: 1, threads: 2, connections: 1)
    #expect([first.due(0), second.due(0), first.due(1), second.due(1)] == [0, 1000, 2000, 3000])
  }

  @Test func connectionsTakeTurns() {
    let schedule = Schedule(start: 0, rate: 1, thread: 0, threads: 1, connections: 3)
    #expect((0..<3).map { schedule.share(of: $0, in: 4) } == [2, 1, 1])
    #expect((0..<3).map { schedule.share(of: $0, in: 0) } == [0, 0, 0])
    #expect(schedule.call(0, of: 2) == 2)
    #expect(schedule.call(2, of: 1) == 7)
  }

  /// Those of the warm-up are left out, and those that were sent.
  @Test func whatWasDueAndNeverSent() {
    var pace = Pace(LoadPlan(socket: "", connections: 2, rate: 1000), thread: 0, connections: 2)
    #expect(pace.unsent(of: 0, sent: 0, measuredFrom: 0) == [])
    pace.begin(at: 0)
    _ = pace.release(by: 9_999_999)
    func due(_ connection: Int, sent: Int, from begin: UInt64) -> [UInt64] {
      pace.unsent(of: connection, sent: sent, measuredFrom: begin).map(\.due)
    }
    #expect(due(0, sent: 3, from: 0) == [6_000_000, 8_000_000])
    #expect(due(1, sent: 0, from: 5_000_000) == [5_000_000, 7_000_000, 9_000_000])
    #expect(due(1, sent: 5, from: 0) == [])
  }

  /// Billions of them are told of in no time, each with the least that it waited.
  @Test func whatWasNeverSentInGroups() {
    var pace = Pace(LoadPlan(socket: "", rate: 10_000_000), thread: 0, connections: 1)
    pace.begin(at: 0)
    _ = pace.release(by: 900_000_000_000 - 1)
    let groups = pace.unsent(of: 0, sent: 0, measuredFrom: 0)
    #expect(groups.count <= 1000 && groups.reduce(0) { $0 + $1.count } == 9_000_000_000)
    #expect(groups.first?.due == 899_999_900)
  }

  /// A call that was due long ago counts from then.
  @Test func aCallCountsFromWhenItWasDue() {
    var pace = Pace(
      LoadPlan(socket: "", connections: 2, rate: 1000, threads: 1), thread: 0, connections: 2)
    var tally = Tally(LoadCalls("x", frames: [[]]))
    pace.begin(at: 0)
    #expect(pace.release(by: 2_500_000) == [0, 1])
    #expect(pace.due(of: 0) == 2 && pace.due(of: 1) == 1)
    #expect(pace.began(1, of: 0, sent: 2_500_000, &tally) == 2_000_000)
    #expect(tally.late == 0)
    #expect(pace.began(0, of: 0, sent: 2_500_000, &tally) == 0)
    #expect(tally.late == 1)
    #expect(pace.wait(from: 2_500_000) == 500_000)
    #expect(pace.wait(from: 4_000_000) == 0)
    #expect(pace.release(by: 2_600_000) == [])
  }
}
