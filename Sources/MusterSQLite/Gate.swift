internal import Synchronization

/// Counts what is under way, so that closing can wait for it and whatever comes later is turned away.
final class Gate: Sendable {
  private struct State {
    var inside = 0
    var isOpen = true
    var waiting: [CheckedContinuation<Void, Never>] = []
  }

  private let state = Mutex(State())

  /// False once the gate is closed. Whoever entered must leave.
  func enter() -> Bool {
    state.withLock { state in
      guard state.isOpen else { return false }
      state.inside += 1
      return true
    }
  }

  func leave() {
    let waiting = state.withLock { state -> [CheckedContinuation<Void, Never>] in
      state.inside -= 1
      guard state.inside == 0 else { return [] }
      defer { state.waiting = [] }
      return state.waiting
    }
    for continuation in waiting { continuation.resume() }
  }

  /// Lets nobody in any more and returns when everybody has left.
  func close() async {
    await withCheckedContinuation { continuation in
      let isEmpty = state.withLock { state in
        state.isOpen = false
        if state.inside > 0 { state.waiting.append(continuation) }
        return state.inside == 0
      }
      if isEmpty { continuation.resume() }
    }
  }
}
