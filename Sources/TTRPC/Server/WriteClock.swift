internal import NIOCore

/// Watches a client that does not read: it may be slow, but not stand still.
struct WriteClock: Equatable {
  private struct Watch: Equatable {
    var buffered: Int
    var deadline: NIODeadline
  }

  private var watch: Watch?
  let allowed: TimeAmount

  init(allowed: TimeAmount) {
    self.allowed = allowed
  }

  /// When to look again, or nil while nobody is waited for.
  var deadline: NIODeadline? { watch?.deadline }

  /// We wait for the client to read what is buffered for it.
  mutating func start(buffered: Int, now: NIODeadline) {
    if watch == nil { watch = Watch(buffered: buffered, deadline: now + allowed) }
  }

  mutating func stop() {
    watch = nil
  }

  /// Whether the client took nothing in the time allowed. If it did take something, it gets as much time again.
  mutating func isStuck(buffered: Int, now: NIODeadline) -> Bool {
    guard let watch, watch.deadline <= now else { return false }
    if buffered >= watch.buffered { return true }
    self.watch = Watch(buffered: buffered, deadline: now + allowed)
    return false
  }
}
