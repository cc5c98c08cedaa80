/// The invitations the caller received, in pages, ascending by inviter (spec 4.5).
public struct ListInvitations: ReadCall {
  public typealias Output = Page<Invitation>

  public static let operation = Operation.listInvitations

  /// Items of a page, 1 to 50; nil: 50.
  public var maxResults: Int?
  /// From the page before; nil or empty: from the start.
  public var nextToken: String?

  public init(maxResults: Int? = nil, nextToken: String? = nil) {
    self.maxResults = maxResults
    self.nextToken = nextToken
  }

  public func checkShape() throws(CallError) {
    try Shape.check(maxResults: maxResults)
    try Shape.check(nextToken: nextToken)
  }

  public var lookups: Int { maxResults ?? Limits.pageSize.upperBound }

  public func parts(for principal: Principal) -> [ViewPart] {
    [.head(principal.account), .invitations(principal.account)]
  }

  public func answer(
    from views: some Views, for principal: Principal, pages: some PageTokens
  ) throws(CallError) -> Output {
    _ = try views.hub(of: principal)
    let scope = PageScope(Self.operation, for: principal)
    let start = try pages.start(nextToken, in: scope)
    let items = views.invitations(of: principal.account).page(
      after: start, size: maxResults ?? Limits.pageSize.upperBound
    ) { inviter, row in
      Invitation(
        accountID: inviter, invitationID: row.content.id, invitedAt: row.content.invitedAt, status: row.content.status)
    }
    return pages.page(items, in: scope)
  }
}
