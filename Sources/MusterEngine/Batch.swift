internal import MusterModel

/// Calls decided together on one draft, and the one commit they come to.
struct Batch {
  private var draft: Draft
  /// The first call that wanted something written, while it is the only one: what it wants is the commit as it is.
  private var first: (wanted: Wanted, by: any AnyQueuedCall)?
  private var changes: [RowKey: Change] = [:]
  private var order: [RowKey] = []
  private var expectations: [RowKey: (Expectation, by: any AnyQueuedCall)] = [:]
  private var ids = SystemRandomNumberGenerator()

  init(_ draft: Draft) { self.draft = draft }

  mutating func decide(_ call: any AnyQueuedCall, at now: Timestamp) {
    if let first {
      self.first = nil
      add(first.wanted, by: first.by)
    }
    guard let wanted = call.decide(on: draft, at: now, ids: &ids), !wanted.changes.isEmpty else { return }
    if order.isEmpty {
      first = (wanted, call)
    } else {
      add(wanted, by: call)
    }
  }

  private mutating func add(_ wanted: Wanted, by call: any AnyQueuedCall) {
    for expectation in wanted.expectations where !draft.isChanged(expectation.key) {
      // "Unchanged" says more than "exists", and is kept where both are asked.
      if case .exists = expectation.condition, expectations[expectation.key] != nil { continue }
      expectations[expectation.key] = (expectation, by: call)
    }
    for change in wanted.changes where changes.updateValue(change, forKey: change.key) == nil {
      order.append(change.key)
    }
    draft.apply(wanted.changes)
  }

  /// Nil when nothing is to be written. A row that came and went within the batch is not in it: nobody ever saw it, and
  /// who watches the roster is not told that it is gone.
  var commit: Commit? {
    if let wanted = first?.wanted {
      return Commit(region: draft.region, changes: wanted.changes, expectations: wanted.expectations)
    }
    guard !order.isEmpty else { return nil }
    return Commit(
      region: draft.region, changes: order.compactMap { changes[$0] }.filter { !draft.isOfNothing($0) },
      expectations: expectations.values.map(\.0))
  }

  /// The call that wanted the row to be so.
  func call(expecting key: RowKey) -> (any AnyQueuedCall)? { first?.by ?? expectations[key]?.by }
}
