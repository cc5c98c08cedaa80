internal import NIOCore

/// The calls of one connection that wait for their method, by stream id.
///
/// A call whose deadline passed has been answered, but stays until its method gives up: work that ignores being
/// cancelled must not be stacked without bound.
struct RunningCalls<Call> {
  private struct Running {
    let call: Call
    let deadline: NIODeadline
    var isAnswered = false
  }

  private var running: [StreamID: Running] = [:]
  /// Calls that are still owed an answer.
  private(set) var unanswered = 0

  var count: Int { running.count }

  /// When the next call expires.
  var nextDeadline: NIODeadline? {
    running.values.lazy.filter { !$0.isAnswered }.map(\.deadline).min()
  }

  func contains(_ id: StreamID) -> Bool { running[id] != nil }

  mutating func insert(_ call: Call, id: StreamID, deadline: NIODeadline) {
    let replaced = running.updateValue(Running(call: call, deadline: deadline), forKey: id)
    precondition(replaced == nil, "stream id \(id) runs twice: ids are checked before a call is started")
    unanswered += 1
  }

  /// Removes a call whose method is done. Returns whether it is still owed an answer.
  mutating func remove(_ id: StreamID) -> Bool {
    guard let done = running.removeValue(forKey: id), !done.isAnswered else { return false }
    unanswered -= 1
    return true
  }

  /// Marks a call as answered and returns it. Nil when it is none, or was answered before.
  mutating func answer(_ id: StreamID) -> Call? {
    guard let running = running[id], !running.isAnswered else { return nil }
    self.running[id]?.isAnswered = true
    unanswered -= 1
    return running.call
  }

  /// Marks every call past its deadline as answered and returns it.
  mutating func expire(now: NIODeadline) -> [(id: StreamID, call: Call)] {
    var expired: [(id: StreamID, call: Call)] = []
    for (id, call) in running where !call.isAnswered && call.deadline <= now {
      expired.append((id, call.call))
    }
    for (id, _) in expired { running[id]?.isAnswered = true }
    unanswered -= expired.count
    return expired
  }

  /// Every call that is owed an answer. The others were told to stop already.
  var owed: [Call] {
    running.values.filter { !$0.isAnswered }.map(\.call)
  }
}
