/// How many invitations the caller received, the accepted one not counted (spec 4.5).
public struct GetInvitationsCount: ReadCall {
  public typealias Output = Int

  public static let operation = Operation.getInvitationsCount

  public init() {}

  public func parts(for principal: Principal) -> [ViewPart] {
    [.head(principal.account), .invitations(principal.account)]
  }

  public func answer(
    from views: some Views, for principal: Principal, pages: some PageTokens
  ) throws(CallError) -> Output {
    _ = try views.hub(of: principal)
    // Whoever has an administrator accepted exactly one.
    let accepted = views.head(of: principal.account).standing == nil ? 0 : 1
    return views.invitations(of: principal.account).count - accepted
  }
}
