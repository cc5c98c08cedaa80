/// The caller's roster, and from then on every change to it as it commits: rows of every status, as ListMembers gives
/// them. Answered by any number of updates, so it is a call that ``WatchHandler`` takes and ``CallHandler`` does not.
public struct WatchMembers: Call {
  /// One of many.
  public typealias Output = RosterUpdate

  public static let operation = Operation.watchMembers

  public init() {}
}

/// The seam between whoever receives calls that go on and on, and whoever answers them.
public protocol WatchHandler: Sendable {
  /// Begins a watch, loading what it needs. It ends when nothing refers to it any more.
  func watch(_ call: WatchMembers, for principal: Principal) async throws(CallError) -> any RosterWatch
}

/// One watch of one roster.
public protocol RosterWatch: Sendable {
  /// What comes next: the rows there are, once that these were all, then changes in the order of their commits. Waits
  /// while nothing changes. One task at a time may ask.
  ///
  /// Throws why the watch is over: `overloaded` when the watcher did not keep up, `invalidAccess` when the account's hub
  /// is disabled, `unavailable` when the store takes no change any more, `cancelled` with the task.
  /// What had not been taken by then is of no use any more, and is dropped.
  func next() async throws(CallError) -> RosterUpdate
}
