/// When a thread may send: at once where answers set the pace, or each call at its time.
struct Pace {
  private let plan: LoadPlan
  private let thread: Int
  private let connections: Int
  private var schedule: Schedule?
  /// Calls that were due when it was last looked; none where answers set the pace.
  private(set) var released = 0

  init(_ plan: LoadPlan, thread: Int, connections: Int) {
    self.plan = plan
    self.thread = thread
    self.connections = connections
  }

  mutating func begin(at time: UInt64) {
    guard let rate = plan.rate else { return }
    schedule = Schedule(
      start: time, rate: rate, thread: thread, threads: plan.threads, connections: connections)
  }

  var isFixed: Bool { schedule != nil }

  /// The connections that have calls due by now and had fewer before.
  mutating func release(by now: UInt64) -> [Int] {
    guard let schedule else { return [] }
    let before = released
    released = max(before, schedule.calls(by: now))
    return (before..<min(released, before + connections)).map { $0 % connections }
  }

  /// How many of the calls that are due are a connection's.
  func due(of connection: Int) -> Int { schedule?.share(of: connection, in: released) ?? 0 }

  /// From when on a call counts that is sent now: from when it was due, whoever it waited for.
  func began(_ number: Int, of connection: Int, sent now: UInt64, _ tally: inout Tally) -> UInt64 {
    guard let schedule else { return now }
    let due = schedule.due(schedule.call(number, of: connection))
    if now > due + Limits.late { tally.late += 1 }
    return due
  }

  /// The calls of a connection that were due in the measured time, in groups where there are many, of which `sent` were
  /// sent in all.
  func unsent(of connection: Int, sent: Int, measuredFrom begin: UInt64) -> [UnsentCalls] {
    guard let schedule else { return [] }
    let warmUp = begin > 0 ? schedule.share(of: connection, in: schedule.calls(by: begin - 1)) : 0
    let end = due(of: connection)
    let first = max(sent, warmUp)
    guard first < end else { return [] }
    let size = (end - first + Limits.unsentGroups - 1) / Limits.unsentGroups
    return stride(from: first, to: end, by: size).map { from in
      let next = min(end, from + size)
      return UnsentCalls(due: schedule.due(schedule.call(next - 1, of: connection)), count: next - from)
    }
  }

  /// How long nothing is due.
  func wait(from now: UInt64) -> Int64 {
    guard let next = schedule?.due(released) else { return Limits.look }
    return next > now ? min(Limits.look, Int64(next - now)) : 0
  }
}
