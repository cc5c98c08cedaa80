internal import NIOCore

/// How long a client leaves a server alone that could not be reached, or hung up without one answer.
///
/// The pause doubles with every such failure in a row. It is drawn between its half and its whole, so that the many
/// clients of a server that went away do not all come back at the same moment. Calls made meanwhile wait, together, for
/// one attempt: a call never fails for what an earlier one met, and a crowd of them costs one attempt a pause.
struct Backoff: Equatable {
  private let initial: TimeAmount
  private let maximum: TimeAmount
  /// What the last failure in a row was followed by, before it was drawn.
  private var pause: TimeAmount?
  private var until: NIODeadline?

  init(initial: TimeAmount, maximum: TimeAmount) {
    self.initial = initial
    self.maximum = max(initial, maximum)
  }

  /// How long an attempt has to wait that is wanted now.
  func pause(now: NIODeadline) -> TimeAmount {
    until.map { max(.zero, $0 - now) } ?? .zero
  }

  /// A connection could not be had, or brought no answer.
  ///
  /// - Parameters:
  ///   - now: when that was found.
  ///   - jitter: from 0 to 1, drawn anew each time.
  mutating func failed(now: NIODeadline, jitter: Double) {
    let whole = pause.map { min($0 + $0, maximum) } ?? initial
    pause = whole
    let half = whole.nanoseconds / 2
    until = now + .nanoseconds(half + Int64(Double(half) * jitter))
  }

  /// The server answered.
  mutating func succeeded() {
    pause = nil
    until = nil
  }
}
