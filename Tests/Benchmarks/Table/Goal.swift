/// What a figure is to be.
struct Goal: Hashable, Sendable {
  enum Bound: Hashable, Sendable {
    case least(Double)
    case most(Double)
    /// At least so many times the peer's.
    case leastOfPeer(Double)
    /// At most so many times the peer's.
    case mostOfPeer(Double)
    /// At most so much more than the peer's, which is a floor: a figure below it says that one of them is wrong.
    case mostAboveFloor(Double)
  }

  /// In people's words.
  let text: String
  /// All of them are to hold.
  let bounds: [Bound]

  init(_ text: String, _ bounds: Bound...) {
    self.text = text
    self.bounds = bounds
  }

  enum Verdict: String, Hashable, Sendable {
    case met = "met"
    case missed = "MISSED"
    /// There is nothing to compare with.
    case open = "open"
    /// There is no goal.
    case told = "-"
  }

  func verdict(_ figure: Double?, peer: Double?) -> Verdict {
    guard let figure else { return .open }
    guard !bounds.isEmpty else { return .told }
    let holding = bounds.map { $0.holds(figure, peer) }
    if holding.contains(false) { return .missed }
    return holding.contains(nil) ? .open : .met
  }
}

extension Goal.Bound {
  /// Nil when there is no peer to tell by.
  fileprivate func holds(_ figure: Double, _ peer: Double?) -> Bool? {
    switch self {
    case .least(let least): figure >= least
    case .most(let most): figure <= most
    case .leastOfPeer(let ratio): peer.map { figure >= ratio * $0 }
    case .mostOfPeer(let ratio): peer.map { figure <= ratio * $0 }
    case .mostAboveFloor(let more): peer.flatMap { figure < 0.9 * $0 ? nil : figure <= $0 + more }
    }
  }
}
