/// Leaves the caller's administrator (spec 2.5, T17). The invitation stays, and can be accepted again.
public struct DisassociateFromAdministratorAccount: RoutedCall {
  public typealias Output = Done

  public static let operation = Operation.disassociateFromAdministratorAccount

  public init() {}

  /// One, and it needs no name: an account has one administrator at most.
  public var subjects: [String] { [""] }

  public func routingRows(for subject: String, of principal: Principal) -> [RowKey] {
    [.standing(principal.account)]
  }

  public func route(_ subject: String, on draft: Draft, for principal: Principal) throws(CallError) -> Route {
    guard let standing = draft.standing(principal.account) else { throw noAdministrator(principal) }
    return .step(RosterStep(.leave, administrator: standing.administrator, member: principal.account))
  }

  public func rejection(_ finding: RosterStep.Finding, for principal: Principal) -> Rejection? {
    finding == .done ? nil : .noInvitation(principal.account)
  }

  public func output(
    _ rejected: [(subject: String, Rejection)], for principal: Principal
  ) throws(CallError) -> Output {
    guard rejected.isEmpty else { throw noAdministrator(principal) }
    return Done()
  }

  /// Spec D13.
  private func noAdministrator(_ principal: Principal) -> CallError {
    CallError(.resourceNotFound, "Account \(principal.account) has no administrator that it could leave.")
  }
}
