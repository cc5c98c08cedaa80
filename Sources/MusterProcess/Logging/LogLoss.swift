internal import MusterModel

/// Lines that were not written, and never will be.
struct LogLoss: Equatable {
  private(set) var audit = 0
  private(set) var other = 0
  /// When the first of them was logged.
  private(set) var since: Timestamp

  init(_ line: LogQueue.Line) {
    since = line.time
    add(line)
  }

  mutating func add(_ line: LogQueue.Line) {
    if line.isAudit { audit += 1 } else { other += 1 }
    since = min(since, line.time)
  }

  mutating func add(_ loss: LogLoss) {
    audit += loss.audit
    other += loss.other
    since = min(since, loss.since)
  }
}
