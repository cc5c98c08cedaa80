import Synchronization

/// Holds tasks until it is opened or they are cancelled.
final class Gate: Sendable {
  private struct State {
    var isOpen = false
    var waiting: [Int: CheckedContinuation<Void, Never>] = [:]
    var next = 0
    var cancelled = 0
  }

  private let state = Mutex(State())

  /// Tasks that were cancelled while they waited.
  var cancelled: Int { state.withLock(\.cancelled) }

  /// Tasks that wait.
  var waiting: Int { state.withLock(\.waiting.count) }

  func pass() async {
    let id = state.withLock { state in
      state.next += 1
      return state.next
    }
    await withTaskCancellationHandler {
      await withCheckedContinuation { continuation in
        let passes = state.withLock { state in
          if state.isOpen || Task.isCancelled { return true }
          state.waiting[id] = continuation
          return false
        }
        if passes { continuation.resume() }
      }
    } onCancel: {
      state.withLock { state in
        state.cancelled += 1
        return state.waiting.removeValue(forKey: id)
      }?.resume()
    }
  }

  func open() {
    let waiting = state.withLock { state in
      state.isOpen = true
      defer { state.waiting = [:] }
      return Array(state.waiting.values)
    }
    for continuation in waiting { continuation.resume() }
  }
}
