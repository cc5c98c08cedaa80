public import MusterModel

/// A list that the daemon gives in pages, item by item. A page is fetched when its first item is asked for.
///
/// ```swift
/// for try await member in muster.members(onlyAssociated: false) { print(member.accountID, member.status) }
/// ```
///
/// An end is always the list's own: a page that cannot be had, cancellation included, throws ``MusterClientError``,
/// so that a part is never taken for the whole. Reading again begins anew. What is added or deleted meanwhile makes
/// no other item repeat or vanish.
public struct Listing<Item: Hashable & Sendable>: AsyncSequence, Sendable {
  public typealias Element = Item
  public typealias Failure = MusterClientError

  /// The same list, a page at a time.
  public let pages: Pages<Item>

  init(_ fetch: @escaping Pages<Item>.Fetch) { pages = Pages(fetch) }

  /// Everything at once.
  public func all() async throws(MusterClientError) -> [Item] {
    var items: [Item] = []
    var pages = pages.makeAsyncIterator()
    while let page = try await pages.next(isolation: nil) { items += page.items }
    return items
  }

  public func makeAsyncIterator() -> Iterator { Iterator(pages: pages.makeAsyncIterator()) }

  public struct Iterator: AsyncIteratorProtocol {
    fileprivate var pages: Pages<Item>.Iterator
    private var items: ArraySlice<Item> = []

    fileprivate init(pages: Pages<Item>.Iterator) { self.pages = pages }

    public mutating func next(
      isolation actor: isolated (any Actor)? = #isolation
    ) async throws(MusterClientError) -> Item? {
      while items.isEmpty {
        guard let page = try await pages.next(isolation: actor) else { return nil }
        items = page.items[...]
      }
      return items.popFirst()
    }
  }
}

extension MusterClient {
  /// The roster, ascending by account: Enabled members only, or rows of every status.
  ///
  /// `pageSize`: items fetched at a time, 1 to 50; nil: the daemon's choice.
  public func members(onlyAssociated: Bool = true, pageSize: Int? = nil) -> Listing<Member> {
    Listing { token throws(MusterClientError) in
      try await self.listMembers(onlyAssociated: onlyAssociated, maxResults: pageSize, nextToken: token)
    }
  }

  /// The invitations that the account received, ascending by inviter.
  ///
  /// `pageSize`: items fetched at a time, 1 to 50; nil: the daemon's choice.
  public func invitations(pageSize: Int? = nil) -> Listing<Invitation> {
    Listing { token throws(MusterClientError) in
      try await self.listInvitations(maxResults: pageSize, nextToken: token)
    }
  }
}
