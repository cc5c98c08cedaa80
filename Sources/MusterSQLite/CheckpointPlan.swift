/// When to move the log's pages into the database file, and how. Decides; ``Checkpointer`` does.
///
/// Moving many pages and syncing them takes tens of milliseconds, for which no commit is to wait. So it is done on a
/// connection of its own beside the commits. But what is committed meanwhile comes behind it, and the log begins anew
/// only when everything in it was moved: so in the end the writer itself moves the few pages that are left.
struct CheckpointPlan {
  enum Step: Equatable {
    case nothing
    /// Move what there is, beside the commits; ``moved(allBut:)`` or ``failed()`` tells how that ended.
    case moveBeside
    /// Let commits wait while the rest is moved, and the log is begun anew; ``began(anew:)`` tells whether it was.
    case beginAnew
    /// The same, and wait for loads that still need the log.
    case beginAnewAtAnyPrice
  }

  /// A log of so many pages is due.
  private let pages: Int
  /// In the log, and of them those not moved yet.
  private var log = 0
  private var left = 0
  /// Those that are being moved beside the commits.
  private var moving: Int?
  /// How long the log is when something is to be done next.
  private var next: Int

  init(pages: Int) {
    self.pages = pages
    next = pages
  }

  /// So few that commits may wait for them.
  private var few: Int { pages / 8 }

  /// The writer has put so many pages into the log.
  mutating func wrote(_ count: Int) -> Step {
    log += count
    left += count
    guard moving == nil, log >= next else { return .nothing }
    if log >= pages * Limits.longestLog { return .beginAnewAtAnyPrice }
    if left <= few { return .beginAnew }
    moving = left
    left = 0
    return .moveBeside
  }

  /// All but what was committed meanwhile, and but for so many pages that loads still need in the log.
  mutating func moved(allBut missing: Int) {
    left += missing
    next = missing <= few ? log : log + few
    moving = nil
  }

  /// The log keeps every page. It is tried again when as much has been written once more.
  mutating func failed() {
    left += moving ?? 0
    next = log + pages
    moving = nil
  }

  mutating func began(anew: Bool) {
    if anew {
      (log, left, next) = (0, 0, pages)
    } else {
      next = log + max(1, few)
    }
  }
}
