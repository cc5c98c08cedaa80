import MusterClient
import MusterJSON
import MusterLoad
import Testing

@testable import MusterCLI

/// The answer of `muster bench`, exactly.
@Suite struct BenchAnswerTests {
  private var report: LoadReport {
    var reads = OperationReport(name: "check-access")
    for time in 1...1000 { reads.latencies.record(UInt64(time) * 1000) }
    var writes = OperationReport(name: "create-members:50")
    writes.latencies.record(2_500_000_000)
    writes.fail("LimitExceededException", "Too many.")
    return LoadReport(operations: [reads, writes, OperationReport(name: "delete-members:50")], seconds: 0.5)
  }

  @Test func forPeople() {
    #expect(
      Table(load: report).text(.plain) == """
        OPERATION          CALLS  PER SECOND     P50     P90     P99    P99.9      MAX
        check-access       1,000       2,000  500 µs  900 µs  990 µs   999 µs  1.00 ms
        create-members:50      1           2  2.50 s  2.50 s  2.50 s   2.50 s   2.50 s
        all                1,001       2,002  501 µs  901 µs  991 µs  1.00 ms   2.50 s

        """)
    #expect(
      Table(failuresOf: report).text(.plain) == """
        OPERATION          FAILURE                 CALLS  THE FIRST SAID
        create-members:50  LimitExceededException      1  Too many.

        """)
  }

  @Test func forPrograms() throws {
    let plan = try BenchArguments(rate: 7).plan(socket: "/s")
    let object = try JSONObject(report.json(of: plan))
    #expect(object["Calls"] == .number("1001") && object["Failed"] == .number("1"))
    #expect(object["Rate"] == .number("7") && object["Seconds"] == .number("0.500"))
    let text = report.json(of: plan).text()
    #expect(
      text.contains(
        #""Failures":[{"Code":"LimitExceededException","Calls":1,"Message":"Too many."}]"#))
    #expect(text.contains(#"{"Operation":"delete-members:50","Calls":0,"PerSecond":0,"Failures":[]}"#))
    #expect(text.contains(#""P50":500."#))
  }

  @Test func callsThatFailedAreAFailure() {
    #expect(Failure(report)?.message == "1 of 1,002 calls failed.")
    #expect(Failure(LoadReport(operations: [], seconds: 1)) == nil)
  }

  /// A daemon that stands still: the times say so, and what failed is in the table.
  @Test func callsWithoutAnAnswer() {
    var calls = OperationReport(name: "check-access")
    for _ in 0..<6 { calls.latencies.record(1_000_000) }
    calls.leave(.neverSent, "Too many were in flight.", after: 2_000_000_000, count: 4)
    let report = LoadReport(operations: [calls], seconds: 2)
    #expect(
      Table(load: report).text(.plain) == """
        OPERATION     CALLS  PER SECOND      P50       P90       P99     P99.9       MAX
        check-access      6           3  1.00 ms  ≥ 2.00 s  ≥ 2.00 s  ≥ 2.00 s  ≥ 2.00 s

        """)
    let failures = Table(failuresOf: report).text(.plain)
    #expect(failures.contains("check-access  never sent      4  Too many were in flight."))
    #expect(Failure(report)?.message == "4 of 10 calls failed.")
  }

  /// The daemon went away in the middle: what was measured is told, and why there is no more.
  @Test func aRunThatEndedEarly() throws {
    var report = report
    report.broken = .broken("the server closed the connection")
    let failure = try #require(Failure(report))
    #expect(failure.code == "LoadFailed" && failure.remedy?.contains("limits.connections-per-user") == true)
    #expect(
      failure.message
        == "The run ended after 0.50 s: the server closed the connection. What was measured until then is told.")
    let json = try report.json(of: BenchArguments().plan(socket: "/s")).text()
    #expect(json.contains(#""EndedEarly":"the server closed the connection""#))
  }

  @Test func aRosterThatHasNoRoomForSoMany() {
    let error = MusterClientError(.refused(.limitExceeded), "A roster holds at most 1000 rows.")
    #expect(
      Failure(GroundError.client(error)).remedy
        == "Lower --members, or raise limits.roster-rows in the daemon's configuration.")
  }

  @Test func whatIsLeftIsNamed() throws {
    let plan = try BenchArguments(tenants: 3).plan(socket: "/s")
    #expect(
      plan.leftover(hubs: 7)
        == "Not all was removed: up to 7 hubs with rosters are left in Region muster-bench, of accounts 990000000000 to "
        + "990000000002 and 990000200000 to 990000200011. The next `muster bench` that uses them removes them first.")
  }

  @Test func progress() {
    let plan = LoadPlan(socket: "", seconds: 2, warmUpSeconds: 0.2)
    func line(_ seconds: Double, waiting: Int = 0) -> String {
      let progress = BenchProgress(of: plan, after: seconds, speed: 1234, waiting: waiting)
      return "\(progress.title) \(progress.done)/\(progress.total)"
    }
    #expect(line(0) == "Warming up 0/2")
    #expect(line(1) == "Measuring      1,234/s 1/2")
    #expect(line(9) == "Measuring      1,234/s 2/2")
    #expect(line(9, waiting: 1) == "Waiting for 1 answer 2/2")
    #expect(line(9, waiting: 1000) == "Waiting for 1,000 answers 2/2")
  }

  @Test func whatTheTableDoesNotSay() {
    var report = report
    #expect(report.remarks(of: LoadPlan(socket: "")) == [])
    #expect(
      LoadReport(operations: [], seconds: 0).remarks(of: LoadPlan(socket: ""))
        == ["Nothing was measured: it was stopped while it warmed up."])
    report.unsent = 1234
    report.late = 5
    report.unanswered = 6
    let remarks = report.remarks(of: LoadPlan(socket: "", window: 16))
    #expect(remarks.count == 3)
    #expect(remarks.first?.hasPrefix("The rate was not reached: 1,234 calls were due and not sent") == true)
  }

  @Test(arguments: [
    (0, "0.00 µs"), (9_994, "9.99 µs"), (9_995, "10.0 µs"), (99_940, "99.9 µs"), (99_960, "100 µs"),
    (999_499, "999 µs"), (999_500, "1.00 ms"), (1_250_000, "1.25 ms"), (3_000_000_000, "3.00 s"),
    (90_000_000_000, "90.0 s"),
  ]) func times(nanoseconds: UInt64, text: String) {
    #expect(Amount.time(nanoseconds) == text)
  }

  @Test(arguments: [(0, "0"), (999, "999"), (1000, "1,000"), (1_234_567, "1,234,567"), (-1234, "-1,234")])
  func counts(number: Int, text: String) {
    #expect(Amount.count(number) == text)
  }
}
