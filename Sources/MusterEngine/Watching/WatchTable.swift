internal import MusterModel

/// How many watches there may be.
public struct WatchLimits: Hashable, Sendable {
  /// In all.
  public var total: Int
  /// Of one administrator's roster in one Region.
  public var perAdministrator: Int

  public init(total: Int = Limits.watches, perAdministrator: Int = Limits.watchesPerAdministrator) {
    self.total = total
    self.perAdministrator = perAdministrator
  }

  public static let defaults = WatchLimits()
}

/// Every watch that goes on, by the tenant whose roster it is of.
struct WatchTable: Sendable {
  private let limits: WatchLimits
  private var feeds: [TenantID: [RosterFeed]] = [:]
  private(set) var count = 0
  /// Set when there is nothing to watch any more: every watch then ends with it before it begins.
  private var ending: CallError?

  init(_ limits: WatchLimits) { self.limits = limits }

  /// Whether a change of the tenant's concerns anybody.
  func isWatched(_ id: TenantID) -> Bool { count > 0 && feeds[id] != nil }

  /// Says why there is no room for one more watch, or nothing to watch.
  func check(roomFor id: TenantID) throws(CallError) {
    if let ending { throw ending }
    let same = feeds[id]?.count ?? 0
    guard same < limits.perAdministrator else {
      throw CallError(
        .overloaded,
        "Account \(id.account) is watched \(same) times, which is the most; end one of these watches, or raise "
          + "watches-per-administrator in the daemon's configuration.")
    }
    guard count < limits.total else {
      throw CallError(
        .overloaded,
        "There are \(count) watches, which is the most; end some, or raise watches in the daemon's configuration.")
    }
  }

  mutating func add(_ feed: RosterFeed) {
    feeds[feed.tenant, default: []].append(feed)
    count += 1
  }

  /// Does nothing about a feed that has ended.
  mutating func remove(_ feed: RosterFeed) { keep(feed.tenant) { $0 !== feed } }

  /// Tells whoever watches the tenant what a commit changed of it. Who cannot keep up is told that instead. Without its
  /// hub an account has no roster, and is answered as if it had never had one.
  mutating func tell(of changes: [Change], at revision: Revision, of id: TenantID) {
    if changes.contains(where: { $0.key == .hub(id.account) && $0.row == nil }) {
      for feed in feeds[id] ?? [] { feed.end(.notSubscribed(id.account)) }
      return keep(id) { _ in false }
    }
    let news = WatchQueue.News(changes: changes.compactMap { MemberChange($0) }, revision: revision)
    if !news.changes.isEmpty { keep(id) { $0.add(news) } }
  }

  /// Ends every watch, and every one to come.
  mutating func end(_ error: CallError) {
    ending = ending ?? error
    for feed in feeds.values.joined() { feed.end(error) }
    feeds = [:]
    count = 0
  }

  private mutating func keep(_ id: TenantID, where isKept: (RosterFeed) -> Bool) {
    guard let before = feeds[id] else { return }
    let kept = before.filter(isKept)
    feeds[id] = kept.isEmpty ? nil : kept
    count -= before.count - kept.count
  }
}
