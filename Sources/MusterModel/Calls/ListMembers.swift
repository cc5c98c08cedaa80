/// The caller's roster in pages, ascending by account (spec 4.3, 4.4).
public struct ListMembers: ReadCall {
  public typealias Output = Page<Member>

  public static let operation = Operation.listMembers

  /// Only Enabled rows; otherwise rows of every status.
  public var onlyAssociated: Bool
  /// Items of a page, 1 to 50; nil: 50.
  public var maxResults: Int?
  /// From the page before; nil or empty: from the start.
  public var nextToken: String?

  public init(onlyAssociated: Bool = true, maxResults: Int? = nil, nextToken: String? = nil) {
    self.onlyAssociated = onlyAssociated
    self.maxResults = maxResults
    self.nextToken = nextToken
  }

  public func checkShape() throws(CallError) {
    try Shape.check(maxResults: maxResults)
    try Shape.check(nextToken: nextToken)
  }

  public var lookups: Int { maxResults ?? Limits.pageSize.upperBound }

  public func parts(for principal: Principal) -> [ViewPart] {
    [.head(principal.account), .roster(principal.account)]
  }

  public func answer(
    from views: some Views, for principal: Principal, pages: some PageTokens
  ) throws(CallError) -> Output {
    _ = try views.hub(of: principal)
    let roster = views.roster(of: principal.account)
    let scope = PageScope(Self.operation, for: principal, filter: onlyAssociated ? "associated" : "all")
    let start = try pages.start(nextToken, in: scope)
    let size = maxResults ?? Limits.pageSize.upperBound
    return pages.page(roster.page(of: principal.account, onlyAssociated, after: start, size: size), in: scope)
  }
}

extension RosterView {
  fileprivate func page(
    of administrator: AccountID, _ onlyAssociated: Bool, after start: AccountID?, size: Int
  ) -> ItemsOfPage<Member> {
    guard onlyAssociated else {
      return members.page(after: start, size: size) { id, row in Member(row.content, id, of: administrator) }
    }
    let enabled = enabled.page(after: start, size: size) { id, _ in id }
    return ItemsOfPage(
      items: enabled.items.compactMap { id in members[id].map { Member($0.content, id, of: administrator) } },
      next: enabled.next)
  }
}
