internal import DequeModule
internal import MusterModel

/// The calls that wait at one tenant: bounded, first come first served.
struct CallQueue {
  private struct Entry {
    let call: any AnyQueuedCall
    let isForeign: Bool
  }

  private var entries = Deque<Entry>()
  private var foreign = 0

  var isEmpty: Bool { entries.isEmpty }

  /// Queues a call, or says why there is no room for it: waiting longer would help nobody.
  mutating func append(_ call: any AnyQueuedCall, isForeign: Bool) -> CallError? {
    guard entries.count < Limits.queuedCalls else {
      return CallError(.overloaded, "\(entries.count) calls are waiting for this account already; try again later.")
    }
    guard !isForeign || foreign < Limits.queuedForeignCalls else {
      return CallError(
        .overloaded, "\(foreign) calls of other accounts are waiting for this administrator already; try again later.")
    }
    entries.append(Entry(call: call, isForeign: isForeign))
    if isForeign { foreign += 1 }
    return nil
  }

  /// As many of the first calls as may be decided together; nil when none is waiting.
  mutating func takeBatch() -> [any AnyQueuedCall]? {
    guard !entries.isEmpty else { return nil }
    var calls: [any AnyQueuedCall] = []
    var rows = 0
    while let first = entries.first, calls.isEmpty || rows + first.call.rows.count <= Limits.rowsPerCommit {
      rows += first.call.rows.count
      calls.append(first.call)
      if first.isForeign { foreign -= 1 }
      entries.removeFirst()
    }
    return calls
  }
}
