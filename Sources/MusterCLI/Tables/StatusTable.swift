package import MusterModel

extension Table {
  package init(daemon: DaemonStatus) {
    self.init(facts: [
      "Version": Cell(daemon.version),
      "Process": Cell("\(daemon.processID)"),
      "Started": Cell("\(daemon.startedAt)"),
      "Data": Cell(daemon.data),
      "Default Region": Cell("\(daemon.defaultRegion)"),
      "Writable": daemon.isWritable ? Cell("yes", .good) : Cell("no: read-only until it is restarted", .bad),
      "Resident tenants": Cell("\(daemon.residentTenants)"),
    ])
  }

  /// How many calls ended how, in an order that does not change from one look to the next.
  package init(calls: [CallCount]) {
    self.init(["CALL", "ENDED", "COUNT"], numeric: [2])
    for call in calls.sorted(by: { ($0.method, $0.code) < ($1.method, $1.code) }) {
      add(Cell(call.method), Cell(call.code, call.code == "OK" ? .good : .bad), Cell("\(call.count)"))
    }
  }
}
