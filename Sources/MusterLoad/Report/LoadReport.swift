/// What came of a run.
package struct LoadReport: Sendable {
  package var operations: [OperationReport]
  /// From the first measured moment to the last one at which calls were sent, or to the last answer after it.
  package var seconds: Double
  /// At a fixed rate: calls that were due and could not be sent, even when it was over. They are failures.
  package var unsent = 0
  /// At a fixed rate: calls that were sent a millisecond after they were due, or later.
  package var late = 0

  /// Calls that had no answer when nobody waited any more. They are failures, too.
  package var unanswered = 0

  /// Why it ended before its time, if not because somebody wanted that. What was measured until then is told all the same.
  package var broken: LoadError?

  package init(operations: [OperationReport], seconds: Double) {
    self.operations = operations
    self.seconds = seconds
  }

  package var answered: Int { operations.reduce(0) { $0 + $1.answered } }
  package var failed: Int { operations.reduce(0) { $0 + $1.failed } }
  package var perSecond: Double { seconds > 0 ? Double(answered) / seconds : 0 }

  /// Of all operations together.
  package var all: OperationReport {
    operations.reduce(into: OperationReport(name: "all")) { $0.add($1) }
  }

  /// Takes in what another thread measured in the same time.
  mutating func add(_ other: LoadReport) {
    for index in operations.indices { operations[index].add(other.operations[index]) }
    seconds = max(seconds, other.seconds)
    unsent += other.unsent
    late += other.late
    unanswered += other.unanswered
    broken = broken ?? other.broken
  }
}
