import MusterModel
import TestFixtures
import Testing

@Suite("Pages")
struct PagingTests {
  let admin = account(111_111_111_111)

  /// An administrator with so many members, every third of them Enabled, and as many invitations to it.
  private func world(_ count: Int) -> World {
    var world = World(admin)
    for index in 0..<count {
      let other = account(index + 1)
      world.put(.hub(other, .sample))
      world.associate(admin, other, index % 3 == 0 ? .enabled : .created)
      world.associate(other, admin, .invited)
    }
    return world
  }

  @Test("hold every row once, in order, and no page is empty", arguments: [0, 1, 2, 3, 49, 50, 51, 100, 101])
  func coverAll(_ count: Int) throws {
    let world = world(count)
    let all = (0..<count).map { account(UInt64($0 + 1)) }
    for size in [nil, 1, 2, 3, 49, 50] {
      let limit = size ?? 50
      let members = try pages {
        try world.answer(ListMembers(onlyAssociated: false, maxResults: size, nextToken: $0), as: admin)
      }
      #expect(members.flatMap { $0.map(\.accountID) } == all)
      expectFull(members.map(\.count), count, limit)
      #expect(members.joined().allSatisfy { $0.administratorID == admin })

      let enabled = try pages { try world.answer(ListMembers(maxResults: size, nextToken: $0), as: admin) }
      #expect(enabled.flatMap { $0.map(\.accountID) } == all.enumerated().filter { $0.offset % 3 == 0 }.map(\.element))
      #expect(enabled.joined().allSatisfy { $0.status == .enabled })
      expectFull(enabled.map(\.count), (count + 2) / 3, limit)

      let invitations = try pages { try world.answer(ListInvitations(maxResults: size, nextToken: $0), as: admin) }
      #expect(invitations.flatMap { $0.map(\.accountID) } == all)
      expectFull(invitations.map(\.count), count, limit)
    }
  }

  @Test("may change their size from one to the next")
  func changeSize() throws {
    let world = world(10)
    let first = try world.answer(ListMembers(onlyAssociated: false, maxResults: 3), as: admin)
    let rest = try world.answer(ListMembers(onlyAssociated: false, nextToken: first.nextToken), as: admin)
    #expect(rest.items.map(\.accountID) == (4...10).map { account($0) })
    #expect(rest.nextToken == nil)
  }

  @Test("neither repeat nor skip a row that stays while others come and go")
  func survivesChanges() throws {
    var world = world(10)
    let first = try world.answer(ListMembers(onlyAssociated: false, maxResults: 4), as: admin)
    // The row the token names goes, and so do ones before and after; new ones come on either side.
    world.put(
      .member(admin, account(4), nil), .member(admin, account(1), nil), .member(admin, account(6), nil),
      .member(admin, account(0), .sample(.created)), .member(admin, account(11), .sample(.created)))
    let rest = try world.answer(ListMembers(onlyAssociated: false, nextToken: first.nextToken), as: admin)
    #expect(rest.items.map(\.accountID) == [5, 7, 8, 9, 10, 11].map { account($0) })
  }

  @Test("begin at the start for an empty token")
  func emptyToken() throws {
    let world = world(3)
    #expect(
      try world.answer(ListMembers(onlyAssociated: false, nextToken: ""), as: admin)
        == world.answer(ListMembers(onlyAssociated: false), as: admin))
    #expect(try world.answer(ListInvitations(nextToken: ""), as: admin).items.count == 3)
  }

  @Test("take only a token of the same operation, account, Region and filter")
  func tokensAreBound() throws {
    var world = world(10)
    world.associate(account(1), account(2), .created)
    world.associate(account(1), account(3), .created)
    let all = try #require(try world.answer(ListMembers(onlyAssociated: false, maxResults: 1), as: admin).nextToken)
    let enabled = try #require(try world.answer(ListMembers(maxResults: 1), as: admin).nextToken)
    let received = try #require(try world.answer(ListInvitations(maxResults: 1), as: admin).nextToken)
    let foreign = try #require(
      try world.answer(ListMembers(onlyAssociated: false, maxResults: 1), as: account(1)).nextToken)
    let elsewhere = PlainTokens().token(
      after: account(1), in: PageScope(.listMembers, for: .acting(admin, in: .euWest1), filter: "all"))

    for token in [enabled, received, foreign, elsewhere, "x", all + "x", " ", "\u{0}"] {
      expect(.invalidInput, "is not one that ListMembers gave") {
        _ = try world.answer(ListMembers(onlyAssociated: false, nextToken: token), as: admin)
      }
    }
    for token in [all, enabled, foreign] {
      expect(.invalidInput, "is not one that ListInvitations gave") {
        _ = try world.answer(ListInvitations(nextToken: token), as: admin)
      }
    }
    expect(.invalidInput, "NextToken \"\(all)\" is not one") {
      _ = try world.answer(ListMembers(nextToken: all), as: admin)
    }
  }

  @Test("have 1 to 50 items, and tokens 512 bytes at most", arguments: [Int.min, -1, 0, 51, 1000, Int.max])
  func bounds(_ size: Int) throws {
    for good in [nil, 1, 50] {
      try ListMembers(maxResults: good).checkShape()
      try ListInvitations(maxResults: good).checkShape()
    }
    let message = "MaxResults is \(size); it must be a number between 1 and 50."
    expect(.invalidInput, message) { try ListMembers(maxResults: size).checkShape() }
    expect(.invalidInput, message) { try ListInvitations(maxResults: size).checkShape() }
    let long = String(repeating: "t", count: 513)
    try ListMembers(nextToken: String(repeating: "t", count: 512)).checkShape()
    expect(.invalidInput, "NextToken has 513 bytes") { try ListMembers(nextToken: long).checkShape() }
    expect(.invalidInput, "NextToken has 513 bytes") { try ListInvitations(nextToken: long).checkShape() }
  }

  /// All pages, from the first to the one without a token.
  private func pages<Item>(_ next: (String?) throws -> Page<Item>) throws -> [[Item]] {
    var pages: [[Item]] = []
    var token: String?
    repeat {
      let page = try next(token)
      pages.append(page.items)
      token = page.nextToken
    } while token != nil && pages.count < 1000
    return pages
  }

  private func expectFull(_ sizes: [Int], _ count: Int, _ limit: Int, at location: SourceLocation = #_sourceLocation) {
    #expect(sizes.dropLast().allSatisfy { $0 == limit }, sourceLocation: location)
    #expect(sizes.count == max(1, (count + limit - 1) / limit), "\(sizes)", sourceLocation: location)
  }
}
