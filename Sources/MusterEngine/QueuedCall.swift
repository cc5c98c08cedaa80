internal import MusterModel
internal import Synchronization

/// What a call came to, once it is durable.
struct Decided<Output: Sendable>: Sendable {
  let output: Output
  /// What was written, for the audit.
  let changes: [Change]
}

/// Set when a caller has given up; read when its call's turn comes.
final class Cancellation: Sendable {
  private let requested = Atomic<Bool>(false)

  func request() { requested.store(true, ordering: .relaxed) }

  var isRequested: Bool { requested.load(ordering: .relaxed) }
}

/// A call waiting at its tenant, whatever its type. Belongs to the tenant's actor.
protocol AnyQueuedCall: AnyObject {
  /// Every row it looks at.
  var rows: [RowKey] { get }
  /// Whole rosters it looks at besides.
  var rosters: [AccountID] { get }

  /// Decides the call; what it wants written, nil where it is refused. The answer is kept until it is released.
  func decide(on draft: Draft, at now: Timestamp, ids: inout some RandomNumberGenerator) -> Wanted?

  /// Releases the answer that was decided last.
  func answer()
  func fail(_ error: CallError)

  /// Answers a call that its caller gave up before it was decided; true if so.
  func dropIfCancelled() -> Bool
  /// Answers a call that was decided in vain too often; true if so.
  func giveUpIfDecidedTooOften() -> Bool
}

/// What a decided call wants written, and expects for it.
struct Wanted {
  let changes: [Change]
  let expectations: [Expectation]
}

final class QueuedCall<C: Decidable>: AnyQueuedCall {
  typealias Answer = Result<Decided<C.Output>, CallError>

  let rows: [RowKey]
  let rosters: [AccountID]
  private let call: C
  private let principal: Principal
  private let cancellation: Cancellation
  /// Nil where nobody waits to be told: then the answer is fetched.
  private let continuation: CheckedContinuation<Answer, Never>?
  private var decided: Answer?
  private var released: Answer?
  private var decisions = 0

  init(
    _ call: C, for principal: Principal, cancellation: Cancellation,
    continuation: CheckedContinuation<Answer, Never>? = nil
  ) {
    self.call = call
    self.principal = principal
    self.cancellation = cancellation
    self.continuation = continuation
    rows = call.rows(for: principal)
    rosters = call.rosters(for: principal)
  }

  func decide(on draft: Draft, at now: Timestamp, ids: inout some RandomNumberGenerator) -> Wanted? {
    decisions += 1
    do throws(CallError) {
      let decision = try call.decide(on: draft, for: principal, at: now, ids: &ids)
      decided = .success(Decided(output: decision.output, changes: decision.changes))
      return Wanted(changes: decision.changes, expectations: decision.expectations)
    } catch {
      decided = .failure(error)
      return nil
    }
  }

  func answer() {
    guard let decided else { preconditionFailure("a call is answered after it was decided") }
    release(decided)
  }

  func fail(_ error: CallError) { release(.failure(error)) }

  private func release(_ answer: Answer) {
    if let continuation { continuation.resume(returning: answer) } else { released = answer }
  }

  /// The answer that was released.
  var answered: Answer {
    guard let released else { preconditionFailure("a call is settled when it was answered") }
    return released
  }

  func dropIfCancelled() -> Bool {
    guard cancellation.isRequested else { return false }
    fail(CallError(.cancelled, "The caller gave up while the call was waiting. It was not applied."))
    return true
  }

  func giveUpIfDecidedTooOften() -> Bool {
    guard decisions >= Limits.decisions else { return false }
    fail(
      CallError(
        .unavailable,
        "Other accounts changed what the call relies on \(decisions) times in a row. It was not applied; try again."))
    return true
  }
}
