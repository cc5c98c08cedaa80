/// Which stream ids a client may still use on a connection.
///
/// Ids must be odd and never used before. Go's servers want them to increase as well; some clients write them slightly
/// out of order, so a bounded number of skipped ids is remembered and accepted later.
struct RequestIDs: Equatable {
  enum Verdict: Equatable {
    case accepted
    case notOdd
    case used
  }

  /// The lowest id never reached. Wider than an id, to have a value after the last.
  private var next: UInt64 = 1
  /// Odd ids below `next` that were never used, lowest first.
  private var skipped: [StreamID] = []
  /// How many skipped ids are remembered. 0 is strict: every id must be above all before it.
  let tolerance: Int

  init(tolerance: Int = Limits.skippedStreamIDs) {
    self.tolerance = tolerance
  }

  /// Judges an id, and uses it up when it is accepted.
  mutating func use(_ id: StreamID) -> Verdict {
    guard id % 2 == 1 else { return .notOdd }
    let id64 = UInt64(id)
    if id64 >= next {
      remember(from: next, before: id64)
      next = id64 + 2
      return .accepted
    }
    guard let place = skipped.firstIndex(of: id) else { return .used }
    skipped.remove(at: place)
    return .accepted
  }

  /// Whether an id has been accepted before, or was skipped so long ago that it is forgotten.
  func isUsed(_ id: StreamID) -> Bool {
    id % 2 == 1 && UInt64(id) < next && !skipped.contains(id)
  }

  private mutating func remember(from first: UInt64, before end: UInt64) {
    guard tolerance > 0, first < end else { return }
    // Of a wide gap only the upper end can matter.
    let span = UInt64(tolerance) * 2
    let start = end - first > span ? end - span : first
    for id in stride(from: start, to: end, by: 2) { skipped.append(StreamID(id)) }
    if skipped.count > tolerance { skipped.removeFirst(skipped.count - tolerance) }
  }
}
