internal import MusterCLI
internal import MusterClient
internal import MusterLoad

/// A measurement from the first look at the accounts to the last one removed.
struct BenchRun: Sendable {
  private let plan: BenchPlan
  private let console: Console

  init(_ plan: BenchPlan, _ console: Console) {
    self.plan = plan
    self.console = console
  }

  func carryOut(_ explaining: (() async throws -> Void) async throws -> Void) async -> Result<Ending, any Error> {
    let keeper = GroundKeeper(
      plan.ground, socket: plan.load.socket, seconds: plan.load.warmUpSeconds + plan.load.seconds)
    let result: Result<Ending, any Error>
    do {
      try await explaining { try await clear(keeper) }
      result = await measured(keeper)
    } catch {
      result = .failure(Self.failure(error))
    }
    await keeper.close()
    return result
  }

  /// Makes sure that the accounts are nobody's.
  private func clear(_ keeper: GroundKeeper) async throws {
    let leftovers: Set<GroundMark>
    do {
      leftovers = try await keeper.survey()
    } catch .client(let error) {
      throw error
    }
    for leftover in leftovers {
      console.note("An earlier run did not clean up; what it left is removed first.")
      let bar = console.progress("Removing", of: leftover.tenants)
      defer { bar?.clear() }
      try await keeper.remove(leftover: leftover) { bar?.show($0) }
    }
    console.note(plan.announcement)
  }

  /// Whatever comes of it, and whether or not it was cancelled: what was made is removed.
  private func measured(_ keeper: GroundKeeper) async -> Result<Ending, any Error> {
    let outcome: Result<Ending, any Error>
    do {
      try await prepare(keeper)
      // Its connections count with those of the run in the daemon's limits.
      await keeper.close()
      outcome = .success(try tell(try await load()))
    } catch {
      outcome = .failure(Self.failure(error))
    }
    await keeper.close()
    let remover = keeper.remover()
    let removal = await removed(remover)
    await remover.close()
    return Result {
      let ending = try outcome.get()
      try removal.get()
      return ending
    }
  }

  private func prepare(_ keeper: GroundKeeper) async throws {
    let bar = console.progress("Preparing", of: plan.ground.tenants)
    defer { bar?.clear() }
    try await keeper.prepare { bar?.show($0) }
  }

  private func removed(_ keeper: GroundKeeper) async -> Result<Void, any Error> {
    if Task.isCancelled { console.note("Stopping, and removing what was made. Control-C again leaves it there.") }
    let bar = console.progress("Removing", of: plan.ground.tenants)
    // A task of its own: whoever was cancelled has to do this all the same.
    let removal = await Task { () async -> Result<Void, any Error> in
      do {
        return .success(try await keeper.remove { bar?.show($0) })
      } catch {
        return .failure(Self.failure(error))
      }
    }.value
    bar?.clear()
    if case .failure = removal {
      console.note(plan.leftover(hubs: keeper.left))
    } else if Task.isCancelled {
      console.note("All that was made is removed.")
    }
    return removal
  }

  private func load() async throws -> LoadReport {
    let run = try LoadRun(plan.load, LoadCalls(plan.mix, on: plan.ground))
    let progress = Task { await show(run) }
    defer { progress.cancel() }
    return try await withTaskCancellationHandler {
      try await run.performed()
    } onCancel: {
      run.stop()
    }
  }

  /// Draws until it is cancelled.
  private func show(_ run: LoadRun) async {
    let start = ContinuousClock.now
    var before = 0
    while !Task.isCancelled {
      let count = run.answered
      let progress = BenchProgress(
        of: plan.load, after: (ContinuousClock.now - start) / .seconds(1), speed: count - before, waiting: run.waiting)
      let bar = console.progress(progress.title, of: progress.total)
      // A shorter line would leave the end of the last one.
      bar?.clear()
      bar?.show(progress.done)
      before = count
      try? await Task.sleep(for: .seconds(1))
    }
    console.progress("", of: 1)?.clear()
  }

  private func tell(_ report: LoadReport) throws -> Ending {
    try console.answer(report.json(of: plan)) { style in
      let failures = report.failed > 0 ? "\n" + Table(failuresOf: report).text(style) : ""
      return Table(load: report).text(style) + failures
    }
    for remark in report.remarks(of: plan.load) { console.hint(remark) }
    if let failure = Failure(report) { throw failure }
    return .done
  }

  private static func failure(_ error: any Error) -> Failure {
    switch error {
    case let failure as Failure: failure
    case let error as GroundError: Failure(error)
    case let error as LoadError: Failure(error)
    case let error as MusterClientError: Failure(error)
    default: Failure(.failed, "InternalException", "\(error)")
    }
  }
}

extension LoadRun {
  /// As ``perform()``, for whoever must not block.
  fileprivate func performed() async throws(LoadError) -> LoadReport {
    let result: Result<LoadReport, LoadError> = await withCheckedContinuation { continuation in
      do throws(LoadError) {
        _ = try BlockingThread {
          continuation.resume(
            returning: Result<LoadReport, LoadError> { () throws(LoadError) in try self.perform() })
        }
      } catch {
        continuation.resume(returning: .failure(error))
      }
    }
    return try result.get()
  }
}
