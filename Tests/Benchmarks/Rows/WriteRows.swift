import MusterLoad

/// Durable writes, beside the same rows by SQLite's own interface and the same disk by itself.
struct WriteRows {
  private let workshop: Workshop
  private let daemon: ServerProcess
  private let schema: String

  init(_ workshop: Workshop) throws {
    self.workshop = workshop
    schema = workshop.path("schema")
    // Tables as a daemon makes them, with nothing in them.
    try workshop.daemon(data: schema).stop()
    daemon = try workshop.daemon()
  }

  /// 50 members a call, and as many calls in flight as in the crowd below: both write as fast as they can. The daemon's
  /// transactions have some 2,000 members then, about as many as the peer's; and the peer is as fast with half as many.
  func batches() async throws -> TargetRow {
    let members = workshop.options.isQuick ? 50_000 : 200_000
    var runs: [(Double, Double?)] = []
    let peer = workshop.peers.path("insert")
    for run in 1...workshop.options.runs {
      workshop.progress("CreateMembers of 50: run \(run) of \(workshop.options.runs)")
      let ours = try await create(50, connections: 8, window: 32, tenants: 1000, calls: members / 50).perSecond * 50
      runs.append((ours, try? insert(peer.get(), members)))
    }
    workshop.progress(nil)
    return TargetRow(
      name: "durable CreateMembers, 50 a call, 1000 administrators: members",
      goal: Goal("≥ 60 % of the loop, ≥ 150 k/s", .leastOfPeer(0.6), .least(150_000)),
      ours: TargetRow.Outcome(runs.map(\.0), .perSecond),
      peer: ("C loop on SQLite", TargetRow.Outcome(runs.map(\.1), .perSecond, problem(of: peer))))
  }

  func oneAtATime() async throws -> TargetRow {
    let calls = workshop.options.isQuick ? 500 : 2000
    let peer = workshop.peers.path("append")
    var runs: [(Double, Double?)] = []
    for run in 1...workshop.options.runs {
      workshop.progress("one durable call at a time: run \(run) of \(workshop.options.runs)")
      let report = try await create(1, connections: 1, window: 1, tenants: 64, calls: calls)
      runs.append((Double(report.all.latencies.percentile(50)) / 1000, try? append(peer.get(), calls)))
    }
    workshop.progress(nil)
    return TargetRow(
      name: "durable call of one account, one at a time, p50",
      goal: Goal("≤ one fdatasync + 100 µs", .mostAboveFloor(100)),
      ours: TargetRow.Outcome(runs.map(\.0), .microseconds),
      peer: ("4 KiB append + fdatasync", TargetRow.Outcome(runs.map(\.1), .microseconds, problem(of: peer))))
  }

  func crowd() async throws -> TargetRow {
    var runs: [Double] = []
    for run in 1...workshop.options.runs {
      workshop.progress("durable calls, 256 in flight: run \(run) of \(workshop.options.runs)")
      let calls = workshop.options.isQuick ? 20_000 : 100_000
      runs.append(try await create(1, connections: 8, window: 32, tenants: 1024, calls: calls).perSecond)
    }
    workshop.progress(nil)
    return TargetRow(
      name: "durable calls of one account, 256 in flight, 1024 administrators",
      goal: Goal("≥ 50 k/s", .least(50_000)), ours: TargetRow.Outcome(runs.map(Optional.some), .perSecond))
  }

  /// Creates members in rosters of their own that have room for all, and counts from the first.
  private func create(
    _ size: Int, connections: Int, window: Int, tenants: Int, calls: Int
  ) async throws -> LoadReport {
    let ground = try Loads.ground("writes-\(workshop.number())", tenants: tenants, members: 1, associated: 0)
    try await Loads.prepare(ground, daemon.socket)
    return try Loads.run(
      LoadPlan(socket: daemon.socket, connections: connections, window: window, seconds: 60, calls: calls),
      LoadCalls(LoadMix([LoadMix.Part(.createMembers, size: size)]), on: ground))
  }

  private func insert(_ program: String, _ rows: Int) throws -> Double? {
    Program.output(of: program, ["\(schema)/muster.db", workshop.path("rows"), "\(rows)", "2000"])
      .flatMap { Program.number("rows_per_second", in: $0) }
  }

  private func append(_ program: String, _ count: Int) throws -> Double? {
    Program.output(of: program, [workshop.path("append"), "\(count)"]).flatMap { Program.number("p50_us", in: $0) }
  }

  private func problem(of peer: Result<String, BenchmarkError>) -> String {
    if case .failure(let error) = peer { return "\(error)" }
    return "it failed"
  }
}
