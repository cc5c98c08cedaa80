internal import NIOCore

/// How long a listener rests when the kernel could not give it a connection, for want of descriptors or memory. The
/// connection stays in the kernel's queue: to try again at once would only spin.
struct AcceptBackoff: Equatable {
  private(set) var pause: TimeAmount?

  /// Accepting failed. Returns how long to rest: longer each time.
  mutating func failed() -> TimeAmount {
    let next = min(pause.map { $0 * 2 } ?? Limits.acceptPause, Limits.longestAcceptPause)
    pause = next
    return next
  }

  /// Accepting worked. Returns whether it had not before.
  mutating func worked() -> Bool {
    defer { pause = nil }
    return pause != nil
  }
}

/// Lets one of many equal events through in a while, with the number of those that it stands for.
struct Occasion: Equatable {
  private var quietUntil: NIODeadline?
  private var count = 0

  /// Something happened. Returns how often since it was told last, or nil to say nothing now.
  mutating func happened(now: NIODeadline) -> Int? {
    count += 1
    if let quietUntil, now < quietUntil { return nil }
    quietUntil = now + Limits.logPause
    defer { count = 0 }
    return count
  }
}
