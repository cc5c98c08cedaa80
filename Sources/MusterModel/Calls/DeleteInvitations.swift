/// Deletes invitations, those that the caller received and those that it sent (spec 2.5, T12-T16, D10). Where both
/// exist, the received one is meant.
public struct DeleteInvitations: RoutedCall {
  public typealias Output = [UnprocessedAccount]

  public static let operation = Operation.deleteInvitations

  /// 1 to 1,000; an id that is repeated counts once.
  public var accountIDs: [String]

  public init(_ accountIDs: [String]) { self.accountIDs = accountIDs }

  public func checkShape() throws(CallError) { try Shape.check(accountIDs: accountIDs) }

  public var subjects: [String] { accountIDs.withoutRepeats() }

  public func routingRows(for subject: String, of principal: Principal) -> [RowKey] {
    guard let other = AccountID(subject) else { return [] }
    return [
      .invitation(member: principal.account, administrator: other),
      .member(administrator: principal.account, member: other),
    ]
  }

  public func route(_ subject: String, on draft: Draft, for principal: Principal) throws(CallError) -> Route {
    guard let other = AccountID(subject) else { return .rejected(.noInvitation(principal.account)) }
    if draft.invitation(to: principal.account, from: other) != nil {
      return .step(RosterStep(.discard, administrator: other, member: principal.account))
    }
    if draft.member(other, of: principal.account)?.invitation != nil {
      return .step(RosterStep(.withdraw, administrator: principal.account, member: other))
    }
    return .rejected(.noInvitation(principal.account))
  }

  public func rejection(_ finding: RosterStep.Finding, for principal: Principal) -> Rejection? {
    switch finding {
    case .done: nil
    case .associated: .cannotDeleteAccepted(principal.account)
    case .gone: .noInvitation(principal.account)
    }
  }

  public func output(
    _ rejected: [(subject: String, Rejection)], for principal: Principal
  ) throws(CallError) -> Output { rejected.map { $1.of($0) } }
}
