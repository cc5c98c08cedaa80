internal import MusterModel
internal import Synchronization

/// Hands what is published of a roster to the one task that watches it.
final class RosterFeed: Sendable {
  let tenant: TenantID

  private struct State {
    var queue: WatchQueue
    /// Set exactly while the task waits.
    var reader: CheckedContinuation<Void, Never>?

    mutating func takeReader() -> CheckedContinuation<Void, Never>? {
      defer { reader = nil }
      return reader
    }
  }

  private let state: Mutex<State>

  init(_ tenant: TenantID, _ listing: WatchQueue.Listing) {
    self.tenant = tenant
    state = Mutex(State(queue: WatchQueue(listing)))
  }

  /// The roster changed. Returns whether the watch goes on.
  func add(_ news: WatchQueue.News) -> Bool {
    let (goesOn, reader) = state.withLock { ($0.queue.add(news), $0.takeReader()) }
    reader?.resume()
    return goesOn
  }

  func end(_ error: CallError) {
    let reader = state.withLock { state in
      state.queue.end(error)
      return state.takeReader()
    }
    reader?.resume()
  }

  /// What comes next, or why nothing does. One task at a time may ask.
  func next() async throws(CallError) -> RosterUpdate {
    while !Task.isCancelled {
      switch state.withLock({ $0.queue.next() }) {
      case .update(let update): return update
      case .over(let error): throw error
      case nil: await news()
      }
    }
    throw CallError(.cancelled, "The watcher gave up.")
  }

  /// Returns when there may be something, or the task is cancelled.
  private func news() async {
    await withTaskCancellationHandler {
      await withCheckedContinuation { continuation in
        let isThere = state.withLock { state in
          if Task.isCancelled || state.queue.hasSomething { return true }
          precondition(state.reader == nil, "two tasks read one watch at a time; let one of them read")
          state.reader = continuation
          return false
        }
        if isThere { continuation.resume() }
      }
    } onCancel: {
      state.withLock { $0.takeReader() }?.resume()
    }
  }
}
