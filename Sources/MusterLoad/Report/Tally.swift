/// What one thread counts.
struct Tally {
  private var operations: [OperationReport]
  private var begin: UInt64 = 0
  private var last: UInt64 = 0
  var unsent = 0
  var late = 0

  init(_ calls: LoadCalls) { operations = calls.operations.map { OperationReport(name: $0) } }

  /// From then on calls are measured; what is answered earlier warms up.
  mutating func begin(at time: UInt64) { begin = time }

  mutating func answer(_ call: InFlight.Call, at now: UInt64) {
    guard now >= begin else { return }
    last = now
    operations[call.operation].latencies.record(now &- call.began)
  }

  mutating func fail(_ call: InFlight.Call, _ code: String, _ message: String, at now: UInt64) {
    guard now >= begin else { return }
    last = now
    operations[call.operation].fail(code, message)
  }

  func report(unanswered: Int) -> LoadReport {
    var report = LoadReport(operations: operations, seconds: last > begin ? Double(last - begin) / 1e9 : 0)
    report.unsent = unsent
    report.late = late
    report.unanswered = unanswered
    return report
  }
}
