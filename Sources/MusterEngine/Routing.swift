internal import MusterModel

/// What became of one step.
//
// A class, for the task group it is handed through: Swift 6.3 optimized a tuple with a generic result in it to a value
// of another size than the group's, which cost the answer and then the process. `make test-release` would tell.
final class StepOutcome: Sendable {
  enum Result: Sendable {
    case found(RosterStep.Finding, [Change])
    case failed(CallError)
  }

  let subject: String
  let result: Result

  init(of subject: String, _ result: Result) {
    self.subject = subject
    self.result = result
  }
}

/// A routed call on its way: which subjects are settled, and which have to be routed (again). Reads and waits for
/// nothing.
struct Routing<C: RoutedCall> {
  private let call: C
  private let principal: Principal
  private let subjects: [String]
  private var unsettled: [String]
  private var rejections: [String: Rejection] = [:]
  private var rounds = 0
  /// What was written, for the audit.
  private(set) var changes: [Change] = []

  init(_ call: C, for principal: Principal) {
    self.call = call
    self.principal = principal
    subjects = call.subjects
    unsettled = subjects
  }

  /// The subjects to be routed; nil when all are settled.
  var open: [String]? { unsettled.isEmpty ? nil : unsettled }

  /// The caller's own rows that tell where they go.
  var rows: [RowKey] { [.hub(principal.account)] + unsettled.flatMap { call.routingRows(for: $0, of: principal) } }

  /// Where subjects go; those that the caller's own rows answer are settled at once.
  mutating func route(_ open: [String], on draft: Draft) throws(CallError) -> [(subject: String, RosterStep)] {
    guard draft.hub(principal.account) != nil else { throw .notSubscribed(principal.account) }
    rounds += 1
    unsettled = []
    var steps: [(String, RosterStep)] = []
    for subject in open {
      switch try call.route(subject, on: draft, for: principal) {
      case .step(let step): steps.append((subject, step))
      case .rejected(let rejection): rejections[subject] = rejection
      }
    }
    return steps
  }

  /// What the rosters found. A subject whose roster had changed meanwhile is routed again, a few times. Returns why
  /// a step failed, if one did.
  mutating func note(_ outcomes: [StepOutcome]) -> CallError? {
    var failure: CallError?
    for outcome in outcomes {
      switch outcome.result {
      case .found(let finding, let written):
        changes += written
        note(finding, of: outcome.subject)
      case .failed(let error): failure = failure ?? error
      }
    }
    return failure
  }

  private mutating func note(_ finding: RosterStep.Finding, of subject: String) {
    if finding == .gone, rounds < Limits.routings {
      unsettled.append(subject)
    } else if let rejection = call.rejection(finding, for: principal) {
      rejections[subject] = rejection
    }
  }

  func output() throws(CallError) -> C.Output {
    try call.output(
      subjects.compactMap { subject in rejections[subject].map { (subject, $0) } }, for: principal)
  }
}
