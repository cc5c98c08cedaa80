/// What came of the calls of one operation.
package struct OperationReport: Sendable {
  package let name: String
  /// Of those that were answered, and of those that never were: what these took at least.
  package var latencies = Latencies()
  /// Calls among them without an answer, and the shortest time of one.
  private var endless = 0
  private var shortestEndless = UInt64.max
  /// How many ended how: AWS's name of an error, or gRPC's.
  package var failures: [String: Int] = [:]
  /// What the first one of each said.
  package var firstFailures: [String: String] = [:]

  package init(name: String) { self.name = name }

  package var answered: Int { latencies.count - endless }
  package var failed: Int { failures.values.reduce(0, +) }

  package mutating func fail(_ code: String, _ message: String) {
    failures[code, default: 0] += 1
    if firstFailures[code] == nil { firstFailures[code] = message }
  }

  /// Calls that had no answer when nobody waited any more, after so many nanoseconds.
  package mutating func leave(_ end: LoadEnd, _ message: String, after nanoseconds: UInt64, count: Int = 1) {
    failures[end.rawValue, default: 0] += count
    if firstFailures[end.rawValue] == nil { firstFailures[end.rawValue] = message }
    latencies.record(nanoseconds, count: count)
    endless += count
    shortestEndless = min(shortestEndless, nanoseconds)
  }

  /// From this time on those of ``latencies`` are only the least they can be. Nil when all calls were answered.
  package var shortestOpen: UInt64? { endless > 0 ? shortestEndless : nil }

  /// Whether a time of ``latencies`` is only the least that it can be: calls without an answer would have taken longer.
  package func isLeast(_ nanoseconds: UInt64) -> Bool { nanoseconds >= shortestEndless }

  mutating func add(_ other: OperationReport) {
    latencies.add(other.latencies)
    endless += other.endless
    shortestEndless = min(shortestEndless, other.shortestEndless)
    failures.merge(other.failures, uniquingKeysWith: +)
    firstFailures.merge(other.firstFailures) { first, _ in first }
  }
}

/// How a call ends that nobody answers, as reports call it.
package enum LoadEnd: String, Hashable, Sendable {
  /// It was sent.
  case neverAnswered = "never answered"
  /// It was due at its time, and too many others were in flight.
  case neverSent = "never sent"
}
