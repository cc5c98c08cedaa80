internal import Synchronization

/// The memory that the bodies of all requests may take together. One client may send large ones; a thousand may not.
final class BodyBudget: Sendable {
  private let left: Mutex<Int>

  init(bytes: Int) { left = Mutex(bytes) }

  /// A share for one request, which grows as its body does, and ends with it.
  func share() -> Share { Share(of: self) }

  final class Share {
    private let budget: BodyBudget
    private var bytes = 0

    fileprivate init(of budget: BodyBudget) { self.budget = budget }

    /// False where nothing is left: others have it.
    func grow(by count: Int) -> Bool {
      let isGranted = budget.left.withLock { left in
        guard left >= count else { return false }
        left -= count
        return true
      }
      if isGranted { bytes += count }
      return isGranted
    }

    deinit { budget.left.withLock { $0 += bytes } }
  }
}
