package import MusterClient
package import MusterModel

package enum Paging {
  /// The items of all pages. `page` fetches the one that a token stands for; nil: the first.
  package static func all<Item>(
    _ page: (String?) async throws(MusterClientError) -> Page<Item>
  ) async throws(MusterClientError) -> [Item] {
    var items: [Item] = []
    var token: String?
    repeat {
      let next = try await page(token)
      // A daemon that gives the same token again would have us ask for ever.
      guard next.nextToken == nil || next.nextToken != token else {
        throw MusterClientError(.unexpectedReply, "The daemon gave the same page token twice.")
      }
      items += next.items
      token = next.nextToken
    } while token != nil
    return items
  }
}
