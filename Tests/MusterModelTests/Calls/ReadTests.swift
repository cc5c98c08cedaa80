import MusterModel
import TestFixtures
import Testing

@Suite("Reads")
struct ReadTests {
  let admin = account(111_111_111_111)
  let member = account(222_222_222_222)
  let other = account(333_333_333_333)

  @Test("need the caller's hub, with or without rows")
  func needHub() {
    var world = World(admin)
    world.associate(admin, member, .invited)
    let sentence = "Account \(member) is not subscribed to AWS Security Hub"
    expect(.invalidAccess, sentence) { _ = try world.answer(DescribeHub(), as: member) }
    expect(.invalidAccess, sentence) { _ = try world.answer(GetMembers(["\(admin)"]), as: member) }
    expect(.invalidAccess, sentence) { _ = try world.answer(ListMembers(), as: member) }
    expect(.invalidAccess, sentence) { _ = try world.answer(ListInvitations(), as: member) }
    expect(.invalidAccess, sentence) { _ = try world.answer(GetAdministratorAccount(), as: member) }
    // In another Region the hub of this one is none.
    expect(.invalidAccess, "Account \(admin) is not subscribed") {
      _ = try world.answer(DescribeHub(), as: admin, in: .euWest1)
    }
  }

  // MARK: DescribeHub

  @Test("DescribeHub describes the caller's hub, by whatever names it")
  func describesHub() throws {
    var world = World()
    world.put(.hub(admin, .sample))
    let own = "arn:aws:securityhub:us-east-1:111111111111:hub/default"
    for arn in [nil, own, "arn:aws:securityhub:us-east-1::hub/default"] {
      #expect(
        try world.answer(DescribeHub(hubARN: arn), as: admin)
          == HubDescription(
            hubARN: own, subscribedAt: HubRow.sample.subscribedAt, autoEnableControls: false,
            controlFindingGenerator: .standardControl))
    }
  }

  @Test("DescribeHub knows no other hub")
  func knowsNoOtherHub() {
    let world = World(admin, member)
    for arn in [
      "arn:aws:securityhub:us-east-1:222222222222:hub/default",
      "arn:aws:securityhub:eu-west-1:111111111111:hub/default",
      "arn:aws:securityhub:eu-west-1::hub/default", "hub/default", String(repeating: "a", count: 2048),
    ] {
      expect(.resourceNotFound, "Hub \(arn) does not exist") {
        _ = try world.answer(DescribeHub(hubARN: arn), as: admin)
      }
    }
    expect(.invalidInput, "HubArn is missing or blank") { _ = try world.answer(DescribeHub(hubARN: ""), as: admin) }
    expect(.invalidInput, "HubArn has 2049 bytes") {
      _ = try world.answer(DescribeHub(hubARN: String(repeating: "a", count: 2049)), as: admin)
    }
  }

  // MARK: GetMembers

  @Test("GetMembers gives rows of any status in request order, each once, and P9 for the rest")
  func getsMembers() throws {
    var world = World(admin)
    for (index, status) in MemberStatus.allCases.enumerated() {
      world.put(.hub(account(index), .sample))
      world.associate(admin, account(index), status)
    }
    let ids = ["000000000004", "x", "000000000000", "\(other)", "000000000004", "x", "\(admin)", "000000000002"]
    let found = try world.answer(GetMembers(ids), as: admin)
    #expect(found.members.map(\.accountID) == [account(4), account(0), account(2)])
    #expect(
      found.unprocessed.pairs
        == [["x", Sentence.notAMember], ["\(other)", Sentence.notAMember], ["\(admin)", Sentence.notAMember]])
    let row = try #require(world.row(admin, account(2)))
    #expect(
      found.members.last
        == Member(
          accountID: account(2), administratorID: admin, email: row.email, status: .enabled, invitedAt: row.invitedAt,
          updatedAt: row.updatedAt))
    #expect(found.members[1].invitedAt == nil)
    #expect(try world.answer(GetMembers(["\(other)"]), as: admin).members.isEmpty)
  }

  @Test("GetMembers refuses lists and ids out of bounds whole")
  func getMembersBounds() throws {
    let ids = (0..<1001).map { account($0).description }
    try GetMembers(Array(ids.prefix(1000))).checkShape()
    expect(.invalidInput, "AccountIds has 1001 entries") { try GetMembers(ids).checkShape() }
    expect(.invalidInput, "AccountIds has 0 entries") { try GetMembers([]).checkShape() }
    expect(.invalidInput, "AccountIds[2] is missing or blank") { try GetMembers(["1", "2", "\t"]).checkShape() }
  }

  // MARK: GetAdministratorAccount

  @Test("GetAdministratorAccount names the administrator exactly while there is one", arguments: MemberStatus.allCases)
  func getsAdministrator(_ status: MemberStatus) throws {
    var world = World(admin, member)
    world.associate(admin, member, status)
    let answer = try world.answer(GetAdministratorAccount(), as: member)
    if status == .enabled {
      let row = try #require(world.invitation(to: member, from: admin))
      #expect(
        answer
          == Invitation(accountID: admin, invitationID: row.id, invitedAt: row.invitedAt, status: .enabled))
    } else {
      #expect(answer == nil)
    }
    #expect(try world.answer(GetAdministratorAccount(), as: admin) == nil)
  }

  // MARK: ListInvitations

  @Test("ListInvitations shows every invitation that is left, by inviter")
  func listsInvitations() throws {
    var world = World(admin, member)
    let inviters = (0..<5).map { account(UInt64(90 - $0)) }
    for (inviter, status) in zip(inviters, MemberStatus.allCases) {
      world.put(.hub(inviter, .sample))
      world.associate(inviter, member, status)
    }
    let page = try world.answer(ListInvitations(), as: member)
    #expect(page.items.map(\.accountID) == [account(87), account(88), account(89)])
    #expect(page.items.map(\.status) == [.resigned, .enabled, .invited])
    #expect(page.nextToken == nil)
    for item in page.items {
      let row = try #require(world.invitation(to: member, from: item.accountID))
      #expect(item.invitationID == row.id && item.invitedAt == row.invitedAt)
    }
    #expect(try world.answer(ListInvitations(), as: admin) == Page([]))
  }
}
