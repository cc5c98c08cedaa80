internal import Synchronization

/// What the messages cost that all streams of a connection keep in one direction. Entered from any thread.
final class StreamLedger: Sendable {
  private let kept = Atomic(0)
  let limit: Int

  init(limit: Int) {
    self.limit = limit
  }

  var isOver: Bool { kept.load(ordering: .relaxed) > limit }

  /// What is kept now.
  var total: Int { kept.load(ordering: .relaxed) }

  /// - Parameter cost: of what is kept from now on; negative of what is not any more.
  func add(_ cost: Int) {
    kept.add(cost, ordering: .relaxed)
  }
}
