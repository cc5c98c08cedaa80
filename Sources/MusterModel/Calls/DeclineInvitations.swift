/// Declines invitations that the caller received (spec 2.5, T9-T11). The ids are the administrators' (spec D10).
public struct DeclineInvitations: RoutedCall {
  public typealias Output = [UnprocessedAccount]

  public static let operation = Operation.declineInvitations

  /// 1 to 1,000; an id that is repeated counts once.
  public var accountIDs: [String]

  public init(_ accountIDs: [String]) { self.accountIDs = accountIDs }

  public func checkShape() throws(CallError) { try Shape.check(accountIDs: accountIDs) }

  public var subjects: [String] { accountIDs.withoutRepeats() }

  public func routingRows(for subject: String, of principal: Principal) -> [RowKey] {
    guard let administrator = AccountID(subject) else { return [] }
    return [.invitation(member: principal.account, administrator: administrator)]
  }

  public func route(_ subject: String, on draft: Draft, for principal: Principal) throws(CallError) -> Route {
    guard let administrator = AccountID(subject),
      draft.invitation(to: principal.account, from: administrator) != nil
    else { return .rejected(.noInvitation(principal.account)) }
    return .step(RosterStep(.decline, administrator: administrator, member: principal.account))
  }

  public func rejection(_ finding: RosterStep.Finding, for principal: Principal) -> Rejection? {
    switch finding {
    case .done: nil
    case .associated: .cannotDeclineAccepted(principal.account)
    case .gone: .noInvitation(principal.account)
    }
  }

  public func output(
    _ rejected: [(subject: String, Rejection)], for principal: Principal
  ) throws(CallError) -> Output { rejected.map { $1.of($0) } }
}
