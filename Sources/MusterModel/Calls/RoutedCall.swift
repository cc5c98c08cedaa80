/// A call of a member about rosters of others. Each subject is routed, by the caller's own committed rows, to the
/// actor of the roster it concerns; each is decided there on its own.
public protocol RoutedCall: Call {
  /// What the call is about, as it was sent, each once.
  var subjects: [String] { get }

  /// The caller's own rows that tell where a subject goes.
  func routingRows(for subject: String, of principal: Principal) -> [RowKey]

  /// Where a subject goes, or what the caller's own rows answer at once.
  func route(_ subject: String, on draft: Draft, for principal: Principal) throws(CallError) -> Route

  /// What a subject is rejected with that its roster found to be as `finding` says.
  func rejection(_ finding: RosterStep.Finding, for principal: Principal) -> Rejection?

  /// The answer, given the subjects that were rejected, in the order of the request.
  func output(_ rejected: [(subject: String, Rejection)], for principal: Principal) throws(CallError) -> Output
}

/// Where a subject of a routed call goes.
public enum Route: Hashable, Sendable {
  case step(RosterStep)
  case rejected(Rejection)
}

/// One step of a member or of an administrator that concerns one association, decided by the roster's actor.
public struct RosterStep: Decidable, Hashable {
  public enum Action: Hashable, Sendable {
    /// The member declines.
    case decline
    /// The member deletes the invitation it received.
    case discard
    /// The administrator takes back the invitation it sent.
    case withdraw
    /// The member leaves.
    case leave
  }

  /// What the roster showed when the step's turn came.
  public enum Finding: Hashable, Sendable {
    case done
    /// The association is active, which the step does not end.
    case associated
    /// What the caller's rows said when it was routed is not so any more.
    case gone
  }

  public let action: Action
  public let administrator: AccountID
  public let member: AccountID

  public init(_ action: Action, administrator: AccountID, member: AccountID) {
    self.action = action
    self.administrator = administrator
    self.member = member
  }

  /// The role in which the caller acts.
  public var permission: Permission { action == .withdraw ? .administrator : .member }

  public func decider(for principal: Principal) throws(CallError) -> AccountID { administrator }

  public func rows(for principal: Principal) -> [RowKey] {
    RosterChange.rows(of: administrator)
      + [.hub(principal.account), .standing(member), .member(administrator: administrator, member: member)]
  }

  public func decide(
    on draft: Draft, for principal: Principal, at now: Timestamp, ids: inout some RandomNumberGenerator
  ) throws(CallError) -> Decision<Finding> {
    guard draft.hub(principal.account) != nil else { throw .notSubscribed(principal.account) }
    guard let row = draft.member(member, of: administrator) else { return Decision(.gone) }
    if row.status == .enabled, action != .leave { return Decision(.associated) }
    guard let next = row.after(action, at: now) else { return Decision(.gone) }
    guard next != row else { return Decision(.done) }
    var roster = RosterChange(of: administrator, on: draft)
    if row.status == .enabled { roster.expect([draft.unchanged(.standing(member))]) }
    roster.put(member, next, replacing: row)
    return roster.decision(.done)
  }
}

extension MemberRow {
  fileprivate func after(_ action: RosterStep.Action, at now: Timestamp) -> MemberRow? {
    switch action {
    case .decline: declining(at: now)
    case .discard: discardingInvitation(at: now)
    case .withdraw: withdrawingInvitation(at: now)
    case .leave: leaving(at: now)
    }
  }
}
