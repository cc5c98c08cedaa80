internal import Synchronization

/// A run that goes on while others look at it.
package final class LoadRun: Sendable {
  private let plan: LoadPlan
  private let calls: LoadCalls
  private let watch = LoadWatch()

  /// Fails when the plan cannot be carried out with these calls.
  package init(_ plan: LoadPlan, _ calls: LoadCalls) throws(LoadError) {
    try plan.check(calls)
    self.plan = plan
    self.calls = calls
  }

  /// Calls answered so far, those of the warm-up and failures included.
  package var answered: Int { watch.count }

  /// Calls whose answers are waited for, nothing else being sent any more: for ``Limits/drainSeconds`` at most.
  package var waiting: Int { watch.waiting }

  /// Ends it before its time: what is in flight is waited for.
  package func stop() { watch.stop() }

  /// Does it, on threads of its own, and returns when all is done. The thread that calls waits.
  package func perform() throws(LoadError) -> LoadReport {
    Descriptors.raiseLimit()
    // All connections are there before the first call.
    let gate = Gate(count: plan.threads)
    let results = Mutex<[Result<LoadReport, LoadError>]>([])
    var threads: [BlockingThread] = []
    for number in 0..<plan.threads {
      do throws(LoadError) {
        threads.append(
          try BlockingThread { [plan, calls, watch] in
            let result = Self.work(plan, calls, thread: number, watch, gate)
            results.withLock { $0.append(result) }
          })
      } catch {
        watch.stop()
        gate.miss()
        results.withLock { $0.append(.failure(error)) }
      }
    }
    for thread in threads { thread.join() }
    return try Self.merged(results.withLock { $0 })
  }

  private static func work(
    _ plan: LoadPlan, _ calls: LoadCalls, thread: Int, _ watch: LoadWatch, _ gate: Gate
  ) -> Result<LoadReport, LoadError> {
    do throws(LoadError) {
      let worker: LoadWorker
      do throws(LoadError) {
        worker = try LoadWorker(plan, calls, thread: thread, watch)
      } catch {
        watch.stop()
        gate.miss()
        throw error
      }
      gate.pass()
      return .success(worker.run())
    } catch {
      // The others need not go on for nothing.
      watch.stop()
      return .failure(error)
    }
  }

  private static func merged(_ results: [Result<LoadReport, LoadError>]) throws(LoadError) -> LoadReport {
    var merged: LoadReport?
    for result in results {
      let report = try result.get()
      if merged == nil { merged = report } else { merged?.add(report) }
    }
    return merged ?? LoadReport(operations: [], seconds: 0)
  }
}

/// What the threads of a run and whoever looks at it have in common.
final class LoadWatch: Sendable {
  private let answers = Atomic<Int>(0)
  private let lastAnswers = Atomic<Int>(0)
  private let stopped = Atomic<Bool>(false)

  var count: Int { answers.load(ordering: .relaxed) }
  var waiting: Int { lastAnswers.load(ordering: .relaxed) }
  var isStopped: Bool { stopped.load(ordering: .relaxed) }

  func answered(_ count: Int) { answers.wrappingAdd(count, ordering: .relaxed) }
  /// More or fewer answers are waited for, at the end.
  func wait(for change: Int) { lastAnswers.wrappingAdd(change, ordering: .relaxed) }
  func stop() { stopped.store(true, ordering: .relaxed) }
}
