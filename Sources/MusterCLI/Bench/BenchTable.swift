package import MusterLoad

extension Table {
  /// What came of a run, an operation a line.
  package init(load: LoadReport) {
    self.init(["OPERATION", "CALLS", "PER SECOND", "P50", "P90", "P99", "P99.9", "MAX"], numeric: Set(1...7))
    let all = load.operations.filter { $0.answered + $0.failed > 0 }
    for operation in all + (all.count > 1 ? [load.all] : []) {
      let times = operation.latencies
      let cells = ([50, 90, 99, 99.9].map(times.percentile) + [times.longest]).map { Cell(operation.time($0)) }
      add(
        Cell(operation.name, operation.name == "all" ? .heading : .plain), Cell(Amount.count(operation.answered)),
        Cell(Amount.count(load.perSecond(operation))), cells[0], cells[1], cells[2], cells[3], cells[4])
    }
  }

  /// What failed, and how often.
  package init(failuresOf load: LoadReport) {
    self.init(["OPERATION", "FAILURE", "CALLS", "THE FIRST SAID"], numeric: [2])
    for operation in load.operations {
      for (code, count) in operation.failures.sorted(by: { ($1.value, $0.key) < ($0.value, $1.key) }) {
        add(Cell(operation.name), Cell(code, .bad), Cell(Amount.count(count)), Cell(operation.firstFailures[code]))
      }
    }
  }
}

extension OperationReport {
  /// Nil when nothing was timed. Calls without an answer took that long at least.
  fileprivate func time(_ nanoseconds: UInt64) -> String? {
    guard latencies.count > 0 else { return nil }
    return (isLeast(nanoseconds) ? "≥ " : "") + Amount.time(nanoseconds)
  }
}

extension LoadReport {
  func perSecond(_ operation: OperationReport) -> Int {
    seconds > 0 ? Int((Double(operation.answered) / seconds).rounded()) : 0
  }

  /// What a reader of the table should know besides.
  package func remarks(of plan: LoadPlan) -> [String] {
    guard answered + failed > 0 else {
      return ["Nothing was measured: it was stopped while it warmed up."]
    }
    var remarks: [String] = []
    if unsent > 0 {
      remarks.append(
        "The rate was not reached: \(Amount.calls(unsent)) due and not sent, since \(plan.window) were in flight on their "
          + "connections.")
    }
    if late > 0 {
      remarks.append(
        "\(Amount.calls(late)) sent more than 1 ms after due; times count from when a call was due.")
    }
    if unsent + unanswered > 0 {
      remarks.append("Calls without an answer count with the time until the run was over: a time with ≥ is the least.")
    }
    return remarks
  }
}
