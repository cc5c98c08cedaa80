/// What one thread counts.
struct Tally {
  private var operations: [OperationReport]
  /// At a fixed rate a call is measured when it was due in the measured time; otherwise when it ends in it.
  private let isFixed: Bool
  private var begin: UInt64 = 0
  private var last: UInt64 = 0
  private var unsent = 0
  private var unanswered = 0
  var late = 0

  init(_ calls: LoadCalls, isFixed: Bool = false) {
    operations = calls.operations.map { OperationReport(name: $0) }
    self.isFixed = isFixed
  }

  /// From then on calls are measured; what comes earlier warms up.
  mutating func begin(at time: UInt64) { begin = time }

  mutating func answer(_ call: InFlight.Call, at now: UInt64) {
    guard isMeasured(call, at: now) else { return }
    last = now
    operations[call.operation].latencies.record(now &- call.began)
  }

  mutating func fail(_ call: InFlight.Call, _ code: String, _ message: String, at now: UInt64) {
    guard isMeasured(call, at: now) else { return }
    last = now
    operations[call.operation].fail(code, message)
  }

  /// Nobody waits for its answer any more. Of the warm-up, too: the answer was to come in the measured time.
  mutating func leave(_ call: InFlight.Call, at now: UInt64) {
    guard now >= begin else { return }
    unanswered += 1
    operations[call.operation].leave(
      .neverAnswered, "No answer had come when the run was over.", after: now - min(now, call.began))
  }

  /// They would have waited at least until then.
  mutating func leave(_ calls: UnsentCalls, of operation: Int, at now: UInt64) {
    unsent += calls.count
    operations[operation].leave(
      .neverSent, "Too many were in flight on its connection when it was due.", after: now - min(now, calls.due),
      count: calls.count)
  }

  /// `end` is when sending ended: a rate is of all the time until then, whether or not answers came in it.
  func report(until end: UInt64) -> LoadReport {
    let end = max(end, last)
    var report = LoadReport(operations: operations, seconds: end > begin ? Double(end - begin) / 1e9 : 0)
    report.unsent = unsent
    report.late = late
    report.unanswered = unanswered
    return report
  }

  private func isMeasured(_ call: InFlight.Call, at now: UInt64) -> Bool {
    isFixed ? call.began >= begin : now >= begin
  }
}

/// Calls that were due about the same time, and were not sent.
struct UnsentCalls: Hashable, Sendable {
  /// When the last of them was due.
  var due: UInt64
  var count: Int
}
