/// The caller's administrator, if it has one (spec 4.5).
public struct GetAdministratorAccount: ReadCall {
  public typealias Output = Invitation?

  public static let operation = Operation.getAdministratorAccount

  public init() {}

  public func parts(for principal: Principal) -> [ViewPart] { [.head(principal.account)] }

  public func answer(
    from views: some Views, for principal: Principal, pages: some PageTokens
  ) throws(CallError) -> Output {
    _ = try views.hub(of: principal)
    guard let standing = views.head(of: principal.account).standing?.content else { return nil }
    return Invitation(
      accountID: standing.administrator, invitationID: standing.invitationID, invitedAt: standing.invitedAt,
      status: .enabled)
  }
}
