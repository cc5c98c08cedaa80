/// What a page token is good for: the same operation, caller, Region and filter (spec 4.3).
public struct PageScope: Hashable, Sendable {
  public let operation: Operation
  public let tenant: TenantID
  /// The arguments that choose the rows; not the page's size, which may change between pages.
  public let filter: String

  public init(_ operation: Operation, for principal: Principal, filter: String = "") {
    self.operation = operation
    tenant = principal.tenant
    self.filter = filter
  }
}

/// Makes and reads page tokens. They hold a position by key, so that rows that come and go in between make no
/// other row repeat or vanish.
public protocol PageTokens: Sendable {
  func token(after position: AccountID, in scope: PageScope) -> String
  /// Nil for a token that was not made for this scope.
  func position(of token: String, in scope: PageScope) -> AccountID?
}

/// One page of a list.
public struct Page<Item: Hashable & Sendable>: Hashable, Sendable {
  public var items: [Item]
  /// For the page after; nil on the last.
  public var nextToken: String?

  public init(_ items: [Item], nextToken: String? = nil) {
    self.items = items
    self.nextToken = nextToken
  }
}

extension PageTokens {
  /// Where a page begins: after the token's position, or at the start for no token or an empty one.
  func start(_ token: String?, in scope: PageScope) throws(CallError) -> AccountID? {
    guard let token, !token.isEmpty else { return nil }
    guard let position = position(of: token, in: scope) else {
      throw .invalid(
        "NextToken \"\(token.prefix(64))\" is not one that \(scope.operation) gave this account in this Region with the "
          + "same arguments; omit it to start again.")
    }
    return position
  }

  /// A page of items, and the token of the one after if there is one.
  func page<Item>(_ items: ItemsOfPage<Item>, in scope: PageScope) -> Page<Item> {
    Page(items.items, nextToken: items.next.map { token(after: $0, in: scope) })
  }
}

/// What is on a page, before its token is made.
struct ItemsOfPage<Item> {
  var items: [Item] = []
  /// The position that the next page begins after. Nil on the last.
  var next: AccountID?
}

extension SortedChunks {
  /// The page that begins after `start`; where something is left behind it, another follows. Apart from the tokens, so
  /// that it is compiled for the rows: whoever makes the tokens is known only when it runs.
  func page<Item>(after start: AccountID?, size: Int, _ item: (AccountID, Value) -> Item) -> ItemsOfPage<Item> {
    var page = ItemsOfPage<Item>()
    page.items.reserveCapacity(Swift.min(size, count))
    var last: AccountID?
    forEach(after: start) { account, value in
      guard page.items.count < size else {
        page.next = last
        return false
      }
      page.items.append(item(account, value))
      last = account
      return true
    }
    return page
  }
}
