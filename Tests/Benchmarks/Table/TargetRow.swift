/// One line: what was measured, what it is to be, what it is, and what a peer is at the same time.
struct TargetRow: Sendable {
  /// A figure, or why there is none.
  enum Outcome: Sendable {
    case figure(Figure)
    case missing(String)

    var median: Double? {
      if case .figure(let figure) = self { figure.median } else { nil }
    }

    var text: String {
      switch self {
      case .figure(let figure): figure.text
      case .missing(let why): "missing: \(why)"
      }
    }
  }

  let name: String
  let goal: Goal
  let ours: Outcome
  var peer: (name: String, outcome: Outcome)?

  var verdict: Goal.Verdict { goal.verdict(ours.median, peer: peer?.outcome.median) }

  var ratio: String {
    guard let ours = ours.median, let theirs = peer?.outcome.median, theirs > 0 else { return "-" }
    return "× \(digits(ours / theirs))"
  }

  var cells: [String] {
    let theirs = peer.map { "\($0.name): \($0.outcome.text)" } ?? "-"
    return [name, goal.text, ours.text, theirs, ratio, verdict.rawValue]
  }
}
