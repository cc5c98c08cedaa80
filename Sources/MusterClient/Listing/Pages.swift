public import MusterModel

/// The pages of a ``Listing``, each fetched when it is asked for.
public struct Pages<Item: Hashable & Sendable>: AsyncSequence, Sendable {
  public typealias Element = Page<Item>
  public typealias Failure = MusterClientError

  /// Fetches the page that a token stands for; nil: the first.
  typealias Fetch = @Sendable (String?) async throws(MusterClientError) -> Page<Item>

  private let fetch: Fetch

  init(_ fetch: @escaping Fetch) { self.fetch = fetch }

  public func makeAsyncIterator() -> Iterator { Iterator(fetch) }

  public struct Iterator: AsyncIteratorProtocol {
    private let fetch: Fetch
    private var token: String?
    private var tokens: Set<String> = []
    private var isOver = false

    fileprivate init(_ fetch: @escaping Fetch) { self.fetch = fetch }

    public mutating func next(
      isolation actor: isolated (any Actor)? = #isolation
    ) async throws(MusterClientError) -> Page<Item>? {
      guard !isOver else { return nil }
      // Whatever is thrown below is the end.
      isOver = true
      guard !Task.isCancelled else { throw MusterClientError(.cancelled, "The list was not read to its end.") }
      let page = try await fetch(token)
      guard let next = page.nextToken else { return page }
      // A daemon that gives out a token again would have us go round for ever.
      guard tokens.insert(next).inserted else {
        throw MusterClientError(.unexpectedReply, "The daemon gave the same page token twice.")
      }
      token = next
      isOver = false
      return page
    }
  }
}
