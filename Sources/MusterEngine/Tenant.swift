internal import MusterModel

/// One account in one Region: the actor through which its hub and its roster change, one batch at a time.
actor Tenant {
  let id: TenantID
  private let services: Services
  private var queue = CallQueue()
  private var isWorking = false

  /// What every tenant works with.
  struct Services: Sendable {
    let residency: Residency
    let committer: Committer
    let quotas: Quotas
    let now: @Sendable () -> Timestamp
  }

  init(_ id: TenantID, _ services: Services) {
    self.id = id
    self.services = services
  }

  /// Queues a call, and returns once what it decided is durable and published. Cancelling the task drops the
  /// call if it is not decided yet.
  func perform<C: Decidable>(_ call: C, for principal: Principal) async throws(CallError) -> Decided<C.Output> {
    let cancellation = Cancellation()
    let result: Result<Decided<C.Output>, CallError> = await withTaskCancellationHandler {
      if !isWorking { return await settleNow(QueuedCall(call, for: principal, cancellation: cancellation)) }
      return await withCheckedContinuation { continuation in
        let queued = QueuedCall(call, for: principal, cancellation: cancellation, continuation: continuation)
        if let refusal = queue.append(queued, isForeign: principal.account != id.account) { queued.fail(refusal) }
      }
    } onCancel: {
      cancellation.request()
    }
    return try result.get()
  }

  /// A call that finds nobody at work is its own batch, and does the work in its own task: to begin another one and
  /// to be told by it would be two more turns for threads to take. What was queued meanwhile is another one's work.
  private func settleNow<C: Decidable>(_ call: QueuedCall<C>) async -> QueuedCall<C>.Answer {
    isWorking = true
    await settle([call])
    if queue.isEmpty { isWorking = false } else { Task { await work() } }
    return call.answered
  }

  private func work() async {
    while let calls = queue.takeBatch() { await settle(calls) }
    isWorking = false
  }

  /// Decides, commits and answers calls. When a commit conflicts, the call whose expectation failed is decided
  /// again alone and the rest again together, so that one call's bad luck is not everybody's.
  private func settle(_ calls: [any AnyQueuedCall]) async {
    var rounds = [calls]
    while !rounds.isEmpty {
      let round = rounds.removeFirst().filter { !$0.dropIfCancelled() }
      guard !round.isEmpty else { continue }
      switch await decideAndCommit(round) {
      case .settled:
        break
      case .conflict(let culprit):
        let again = round.filter { !$0.giveUpIfDecidedTooOften() }
        let (alone, rest) = (again.filter { $0 === culprit }, again.filter { $0 !== culprit })
        rounds = [alone, rest].filter { !$0.isEmpty } + rounds
      }
    }
  }

  private enum RoundOutcome {
    case settled
    case conflict(any AnyQueuedCall)
  }

  private func decideAndCommit(_ round: [any AnyQueuedCall]) async -> RoundOutcome {
    do throws(StoreError) {
      let facts = try await services.residency.facts(
        round.flatMap(\.rows), rosters: round.flatMap(\.rosters), in: id.region)
      var batch = Batch(
        Draft(region: id.region, quotas: services.quotas, facts: facts.rows, rosters: facts.rosters))
      let now = services.now()
      for call in round { batch.decide(call, at: now) }
      if let commit = batch.commit {
        if case .conflict(let expectation) = try await services.committer.commit(commit).get() {
          return .conflict(batch.call(expecting: expectation.key) ?? round[0])
        }
      }
      for call in round { call.answer() }
    } catch {
      // Nothing to undo: what was decided was never shown to anybody.
      for call in round { call.fail(CallError(error)) }
    }
    return .settled
  }
}

extension CallError {
  /// A store's failure as the caller sees it: the call was not applied.
  init(_ error: StoreError) {
    self.init(.unavailable, "The daemon could not use its store: \(error). The call was not applied.")
  }
}
