/// What came of the calls of one operation.
package struct OperationReport: Sendable {
  package let name: String
  /// Of those that were answered.
  package var latencies = Latencies()
  /// How many ended how: AWS's name of an error, or gRPC's.
  package var failures: [String: Int] = [:]
  /// What the first one of each said.
  package var firstFailures: [String: String] = [:]

  package init(name: String) { self.name = name }

  package var answered: Int { latencies.count }
  package var failed: Int { failures.values.reduce(0, +) }

  package mutating func fail(_ code: String, _ message: String) {
    failures[code, default: 0] += 1
    if firstFailures[code] == nil { firstFailures[code] = message }
  }

  mutating func add(_ other: OperationReport) {
    latencies.add(other.latencies)
    failures.merge(other.failures, uniquingKeysWith: +)
    firstFailures.merge(other.firstFailures) { first, _ in first }
  }
}
