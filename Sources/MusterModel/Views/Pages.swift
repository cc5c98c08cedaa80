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

  /// The page that begins after `start`. One pair more than fits is asked for, so that a token follows only
  /// where something is left.
  func page<Value, Item>(
    of rows: SortedChunks<Value>, after start: AccountID?, size: Int, in scope: PageScope,
    _ item: (AccountID, Value) -> Item
  ) -> Page<Item> {
    let pairs = rows.pairs(after: start, limit: size + 1)
    let items = pairs.prefix(size).map { item($0.0, $0.1) }
    guard pairs.count > size else { return Page(items) }
    return Page(items, nextToken: token(after: pairs[size - 1].0, in: scope))
  }
}
