/// Draws the calls of one thread, and lays their frames one behind the other.
struct Caller {
  private let calls: LoadCalls
  private let weights: Int
  private var chance: Chance
  /// Of each part the frame that is next: they were drawn by chance, and lie in memory in this order.
  private var nextFrames: [Int]

  init(_ calls: LoadCalls, seed: UInt64) {
    self.calls = calls
    weights = calls.parts.reduce(0) { $0 + $1.weight }
    chance = Chance(seed: seed)
    nextFrames = calls.parts.map { $0.firstFrame(of: seed) }
  }

  /// What was called.
  struct Called: Hashable {
    /// Which it counts as.
    var operation: Int
    var write: WriteCursor.Write?
  }

  /// Appends one call. Nil when nothing can be called before some answers have come.
  mutating func append(stream: UInt32, writing rosters: inout Rosters, to out: inout [UInt8]) -> Called? {
    let index = draw()
    let part = calls.parts[index]
    switch part.kind {
    case .prepared(let frames):
      let frame = nextFrames[index]
      nextFrames[index] = frame + 1 == frames.count ? 0 : frame + 1
      frames.append(frame, stream: stream, to: &out)
      return Called(operation: part.operation)
    case .write(let creating):
      guard let writes = calls.writes, let write = rosters.cursor.next(creating: creating) else { return nil }
      let account = writes.firstAccount + UInt64(write.batch * writes.size)
      (write.creates ? writes.create : writes.delete).append(
        tenant: rosters.tenants[write.roster], firstAccount: account, stream: stream, to: &out)
      return Called(operation: writes.operation + (write.creates ? 0 : 1), write: write)
    }
  }

  /// What a call would have counted as that was not made.
  mutating func operation() -> Int {
    let part = calls.parts[draw()]
    guard case .write(creating: false) = part.kind else { return part.operation }
    return part.operation + 1
  }

  private mutating func draw() -> Int {
    guard calls.parts.count > 1 else { return 0 }
    var rest = chance.below(weights)
    for (index, part) in calls.parts.enumerated() {
      if rest < part.weight { return index }
      rest -= part.weight
    }
    return 0
  }
}

extension LoadCalls.Part {
  /// Threads begin at places of their own.
  fileprivate func firstFrame(of seed: UInt64) -> Int {
    guard case .prepared(let frames) = kind else { return 0 }
    var chance = Chance(seed: seed)
    return chance.below(frames.count)
  }
}
