/// How many lines about refusals a log takes in a while. Whoever can connect can be refused any number of times, and each
/// would be a line; what is left out is counted.
struct LogAllowance: Sendable {
  enum Decision: Hashable, Sendable {
    /// `missed`: how many were left out since the last one.
    case write(missed: Int)
    case leaveOut
  }

  private let perSecond: Int
  private var second: Int64 = .min
  private var written = 0
  private var missed = 0

  init(perSecond: Int) { self.perSecond = perSecond }

  /// `second`: of any clock that goes forward.
  mutating func ask(in second: Int64) -> Decision {
    if second != self.second {
      self.second = second
      written = 0
    }
    guard written < perSecond else {
      missed += 1
      return .leaveOut
    }
    written += 1
    defer { missed = 0 }
    return .write(missed: missed)
  }
}
