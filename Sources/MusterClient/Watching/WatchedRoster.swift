public import MusterModel

/// The roster that the events of a watch amount to.
///
/// ```swift
/// var roster = WatchedRoster()
/// for try await event in muster.watchMembers() {
///   roster.apply(event)
///   if roster.isCurrent { use(roster.members) }
/// }
/// ```
public struct WatchedRoster: Hashable, Sendable {
  /// All rows, as of the last event that was applied. While a new listing arrives, those that were known before it: a
  /// roster is never shown in part.
  public private(set) var members: [AccountID: Member] = [:]
  /// Whether that is the roster as the daemon has it now, as far as events tell.
  public private(set) var isCurrent = false
  private var listed: [AccountID: Member] = [:]

  /// A roster of which nothing is known yet.
  public init() {}

  /// Takes in the next event. Each must be applied, in order.
  public mutating func apply(_ event: MemberEvent) {
    switch event {
    case .listing:
      listed = [:]
      isCurrent = false
    case .member(let member):
      listed[member.accountID] = member
    case .current:
      members = listed
      listed = [:]
      isCurrent = true
    case .changed(let member):
      members[member.accountID] = member
    case .removed(let account):
      members[account] = nil
    case .interrupted:
      isCurrent = false
    }
  }
}
