/// Draws the calls of one thread, and lays their frames one behind the other.
struct Caller {
  private let calls: LoadCalls
  private let weights: Int
  private var chance: Chance

  init(_ calls: LoadCalls, seed: UInt64) {
    self.calls = calls
    weights = calls.parts.reduce(0) { $0 + $1.weight }
    chance = Chance(seed: seed)
  }

  /// What was called.
  struct Called: Hashable {
    /// Which it counts as.
    var operation: Int
    var write: WriteCursor.Write?
  }

  /// Appends one call. Nil when nothing can be called before some answers have come.
  mutating func append(stream: UInt32, writing rosters: inout Rosters, to out: inout [UInt8]) -> Called? {
    let part = draw()
    switch part.kind {
    case .prepared(let frames):
      frames.append(frames.count == 1 ? 0 : chance.below(frames.count), stream: stream, to: &out)
      return Called(operation: part.operation)
    case .write(let creating):
      guard let writes = calls.writes, let write = rosters.cursor.next(creating: creating) else { return nil }
      let account = writes.firstAccount + UInt64(write.batch * writes.size)
      (write.creates ? writes.create : writes.delete).append(
        tenant: rosters.tenants[write.roster], firstAccount: account, stream: stream, to: &out)
      return Called(operation: writes.operation + (write.creates ? 0 : 1), write: write)
    }
  }

  private mutating func draw() -> LoadCalls.Part {
    guard calls.parts.count > 1 else { return calls.parts[0] }
    var rest = chance.below(weights)
    for part in calls.parts {
      if rest < part.weight { return part }
      rest -= part.weight
    }
    return calls.parts[0]
  }
}
