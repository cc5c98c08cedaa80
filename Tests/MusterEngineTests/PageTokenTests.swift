import MusterEngine
import MusterModel
import Testing

@Suite struct PageTokenTests {
  private func prepared() async throws -> World {
    let world = await World()
    try await world.enable(administrator, member)
    let accounts = (100..<130 as Range<UInt64>).map { AccountDetails(accountID: "\(account($0))") }
    #expect(try await world.engine.perform(CreateMembers(accounts), for: by(administrator)) == [])
    return world
  }

  @Test func pagesNeitherRepeatNorSkip() async throws {
    let world = try await prepared()
    var seen: [AccountID] = []
    var token: String?
    repeat {
      let call = ListMembers(onlyAssociated: false, maxResults: 7, nextToken: token)
      let page = try await world.engine.perform(call, for: by(administrator))
      seen += page.items.map(\.accountID)
      token = page.nextToken
    } while token != nil
    #expect(seen == (100..<130).map { account($0) })
  }

  @Test func aFullLastPageHasNoToken() async throws {
    let world = try await prepared()
    let all = try await world.engine.perform(
      ListMembers(onlyAssociated: false, maxResults: 30), for: by(administrator))
    #expect(all.items.count == 30)
    #expect(all.nextToken == nil)
  }

  @Test func aTokenOutlivesTheDaemonThatMadeIt() async throws {
    let world = try await prepared()
    let first = try await world.engine.perform(
      ListMembers(onlyAssociated: false, maxResults: 20), for: by(administrator))
    let restarted = await World(store: world.store)
    let second = try await restarted.engine.perform(
      ListMembers(onlyAssociated: false, nextToken: first.nextToken), for: by(administrator))
    #expect(second.items.map(\.accountID) == (120..<130).map { account($0) })
  }

  @Test func aTokenIsGoodForItsOperationCallerRegionAndFilterOnly() async throws {
    let world = try await prepared()
    let page = try await world.engine.perform(
      ListMembers(onlyAssociated: false, maxResults: 20), for: by(administrator))
    let token = try #require(page.nextToken)
    await refuses(world, ListMembers(onlyAssociated: true, nextToken: token), by(administrator))
    await refuses(world, ListMembers(onlyAssociated: false, nextToken: token), by(member))
    await refuses(world, ListInvitations(nextToken: token), by(administrator))
    let europe = try #require(Region("eu-west-1"))
    let elsewhere = Principal(peer: by(administrator).peer, account: administrator, region: europe)
    _ = try await world.engine.perform(EnableSecurityHub(), for: elsewhere)
    await refuses(world, ListMembers(onlyAssociated: false, nextToken: token), elsewhere)
    for forged in ["x", token + "00", String(token.dropLast(2)), "0" + token.dropFirst(), token.uppercased()]
    where forged != token {
      await refuses(world, ListMembers(onlyAssociated: false, nextToken: forged), by(administrator))
    }
  }

  @Test func anEmptyTokenMeansFromTheStart() async throws {
    let world = try await prepared()
    let page = try await world.engine.perform(
      ListMembers(onlyAssociated: false, maxResults: 1, nextToken: ""), for: by(administrator))
    #expect(page.items.map(\.accountID) == [account(100)])
  }

  private func refuses<C: ReadCall>(_ world: World, _ call: C, _ principal: Principal) async {
    let code = await outcome { () throws(CallError) in _ = try await world.engine.perform(call, for: principal) }
    #expect(code == .invalidInput)
  }
}
