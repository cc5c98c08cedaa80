import MusterModel
import Synchronization
import Testing

@testable import MusterClient

@Suite struct ListingTests {
  /// Gives out pages of two numbers, and remembers what was asked.
  private final class Source: Sendable {
    private let asked = Mutex<[String?]>([])
    private let pages: Int

    init(pages: Int) { self.pages = pages }

    var tokens: [String?] { asked.withLock(\.self) }

    var listing: Listing<Int> {
      Listing { token throws(MusterClientError) in
        self.asked.withLock { $0.append(token) }
        let page = token.flatMap { Int($0) } ?? 0
        return Page([page * 2, page * 2 + 1], nextToken: page < self.pages - 1 ? "\(page + 1)" : nil)
      }
    }
  }

  @Test func allPagesInOrder() async throws {
    let source = Source(pages: 3)
    var items: [Int] = []
    for try await item in source.listing { items.append(item) }
    #expect(items == [0, 1, 2, 3, 4, 5])
    #expect(source.tokens == [nil, "1", "2"])

    #expect(try await source.listing.all() == items)
    var sizes: [Int] = []
    for try await page in source.listing.pages { sizes.append(page.items.count) }
    #expect(sizes == [2, 2, 2])
  }

  @Test func aPageIsFetchedWhenItIsAskedFor() async throws {
    let source = Source(pages: 3)
    var iterator = source.listing.makeAsyncIterator()
    #expect(source.tokens.isEmpty)
    for item in 0..<2 { #expect(try await iterator.next() == item) }
    #expect(source.tokens == [nil])
    #expect(try await iterator.next() == 2)
    #expect(source.tokens == [nil, "1"])
  }

  @Test func pagesMayBeEmpty() async throws {
    let listing = Listing<Int> { token throws(MusterClientError) in
      switch token {
      case nil: Page([], nextToken: "a")
      case "a": Page([1], nextToken: "b")
      default: Page([])
      }
    }
    #expect(try await listing.all() == [1])
    var iterator = listing.makeAsyncIterator()
    #expect(try await iterator.next() == 1)
    #expect(try await iterator.next() == nil)
    #expect(try await iterator.next() == nil)
  }

  /// The same one for ever, or a longer round.
  @Test(arguments: [["a"], ["a", "b", "c"]])
  func aTokenThatComesAgainEndsIt(round: [String]) async {
    let turn = Mutex(0)
    let listing = Listing<Int> { _ throws(MusterClientError) in
      let turn = turn.withLock { turn in
        defer { turn += 1 }
        return turn
      }
      return Page([turn], nextToken: round[turn % round.count])
    }
    var items: [Int] = []
    do throws(MusterClientError) {
      for try await item in listing { items.append(item) }
      Issue.record("the list has no end")
    } catch {
      #expect(error.kind == .unexpectedReply)
    }
    #expect(items == Array(0..<round.count))
  }

  /// A part is never taken for the whole, and what failed stays over.
  @Test func aPageThatCannotBeHadIsNoEnd() async throws {
    let listing = Listing<Int> { token throws(MusterClientError) in
      guard token == nil else { throw MusterClientError(.unreachable, "Gone.") }
      return Page([1], nextToken: "a")
    }
    var iterator = listing.makeAsyncIterator()
    #expect(try await iterator.next() == 1)
    do throws(MusterClientError) {
      _ = try await iterator.next()
      Issue.record("there is no second page")
    } catch {
      #expect(error.kind == .unreachable)
    }
    #expect(try await iterator.next() == nil)
  }

  @Test func aCancelledTaskFetchesNoMore() async {
    let source = Source(pages: 3)
    let task = Task { () async -> MusterClientError.Kind? in
      do throws(MusterClientError) {
        for try await item in source.listing where item == 1 { unsafe withUnsafeCurrentTask { unsafe $0?.cancel() } }
        return nil
      } catch {
        return error.kind
      }
    }
    #expect(await task.value == .cancelled)
    #expect(source.tokens == [nil])
  }

  @Test func theDaemonsOwnLists() async throws {
    let daemon = try await Daemon()
    let muster = try await MusterClient(socket: daemon.socket, account: "111111111111")
    try await muster.enableSecurityHub()
    let ids = (1...120).compactMap { AccountID(number: UInt64($0)) }.map { "\($0)" }
    #expect(await muster.createMembers(all: ids.map { AccountDetails(accountID: $0) }).isComplete)
    #expect(await muster.inviteMembers(all: [ids[0], ids[1]]).isComplete)

    #expect(try await muster.members().all() == [])
    var seen: [String] = []
    for try await member in muster.members(onlyAssociated: false) { seen.append("\(member.accountID)") }
    #expect(seen == ids)
    var sizes: [Int] = []
    for try await page in muster.members(onlyAssociated: false, pageSize: 33).pages { sizes.append(page.items.count) }
    #expect(sizes == [33, 33, 33, 21])
    await #expect(throws: MusterClientError.self) { _ = try await muster.members(pageSize: 51).all() }

    let other = try await MusterClient(socket: daemon.socket, account: ids[0])
    try await other.enableSecurityHub()
    #expect(try await other.invitations(pageSize: 1).all().map { "\($0.accountID)" } == ["111111111111"])
    await other.close()
    await muster.close()
    await daemon.remove()
  }
}
