internal import NIOCore

/// One timer for everything a connection waits for.
///
/// It is armed for the earliest deadline known and looks around when it fires. A thousand calls with the same timeout
/// cost one entry in the loop's queue, not a thousand that are cancelled again. It may fire with nothing to do.
final class LoopTimer {
  private let loop: any EventLoop
  private let fire: () -> Void
  private var scheduled: Scheduled<Void>?
  private var firesAt: NIODeadline = .distantFuture

  /// - Parameters:
  ///   - loop: where everything happens.
  ///   - fire: called when the time has come, unless the timer is gone by then.
  init(on loop: any EventLoop, fire: @escaping () -> Void) {
    self.loop = loop
    self.fire = fire
  }

  /// Makes sure that it fires at the deadline, or before.
  func arm(at deadline: NIODeadline) {
    guard deadline < firesAt else { return }
    scheduled?.cancel()
    firesAt = deadline
    scheduled = loop.assumeIsolated().scheduleTask(deadline: deadline) { [weak self] in
      guard let self else { return }
      self.scheduled = nil
      self.firesAt = .distantFuture
      self.fire()
    }
  }

  func cancel() {
    scheduled?.cancel()
    scheduled = nil
    firesAt = .distantFuture
  }
}
