internal import NIOCore

/// One timer for everything a connection waits for.
///
/// It is armed for the earliest deadline known and looks around when it fires. A thousand calls with the same timeout
/// cost one entry in the loop's queue, not a thousand that are cancelled again. It may fire with nothing to do.
final class LoopTimer {
  private var scheduled: Scheduled<Void>?
  private var firesAt: NIODeadline = .distantFuture

  /// Makes sure that `fire` is called at the deadline, or before. On the event loop only.
  func arm(at deadline: NIODeadline, on loop: any EventLoop, fire: @escaping () -> Void) {
    guard deadline < firesAt else { return }
    scheduled?.cancel()
    firesAt = deadline
    scheduled = loop.assumeIsolated().scheduleTask(deadline: deadline) { [weak self] in
      guard let self else { return }
      self.scheduled = nil
      self.firesAt = .distantFuture
      fire()
    }
  }

  func cancel() {
    scheduled?.cancel()
    scheduled = nil
    firesAt = .distantFuture
  }
}
