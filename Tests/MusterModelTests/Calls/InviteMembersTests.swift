import MusterModel
import TestFixtures
import Testing

@Suite("InviteMembers")
struct InviteMembersTests {
  let admin = account(111_111_111_111)
  let member = account(222_222_222_222)
  let other = account(333_333_333_333)

  @Test(
    "invites rows that are not invited, under a new invitation", arguments: [MemberStatus.created, .resigned, .removed])
  func invites(_ status: MemberStatus) throws {
    var world = World(admin, other)
    world.associate(admin, member, status)
    let before = try #require(world.row(admin, member))
    let roster = try #require(world.revision(of: .roster(admin)))
    let decision = try world.decide(InviteMembers(["\(member)"]), as: admin)
    let row = try #require(before.inviting(InvitationID(high: 3, low: 4), at: world.now))
    #expect(decision.output == [])
    #expect(
      decision.changes == [
        .member(admin, member, row), .invitation(member, from: admin, row.invitation),
        .roster(admin, RosterRow(rows: 1)),
      ])
    // What the invited account is bound to is not relied on: accepting decides.
    #expect(
      Set(decision.expectations)
        == [.exists(.hub(admin)), .absent(.standing(admin)), Expectation(.roster(admin), .unchanged(roster))])

    try world.perform(InviteMembers(["\(member)"]), as: admin)
    #expect(world.row(admin, member)?.status == .invited)
    #expect(world.row(admin, member)?.email == before.email)
    #expect(world.row(admin, member)?.invitedAt == world.now)
    #expect(world.invitation(to: member, from: admin)?.id != before.invitationID)
  }

  @Test("leaves rows alone that are Invited or Enabled (P8)", arguments: [MemberStatus.invited, .enabled])
  func refusesInvited(_ status: MemberStatus) throws {
    var world = World(admin, member)
    world.associate(admin, member, status)
    let before = world.rows
    #expect(
      try world.perform(InviteMembers(["\(member)"]), as: admin).pairs == [["\(member)", Sentence.alreadyInvited]])
    #expect(world.rows == before)
  }

  @Test("needs a hub of the caller and none of the invited")
  func needsHub() throws {
    var world = World()
    expect(.invalidAccess, "Account \(admin) is not subscribed to AWS Security Hub") {
      try world.perform(InviteMembers(["\(member)"]), as: admin)
    }
  }

  @Test("refuses the caller itself (P6), strangers (P9) and ids that are not 12 digits (P5)")
  func refusesOthers() throws {
    var world = World(admin)
    world.associate(admin, member, .created)
    #expect(
      try world.perform(InviteMembers(["\(admin)", "\(other)", "12345", "\(member)"]), as: admin).pairs
        == [
          ["\(admin)", Sentence.ownInvitation], ["\(other)", Sentence.notAMember],
          ["12345", Sentence.malformed("12345")],
        ])
    #expect(world.row(admin, member)?.status == .invited)
  }

  @Test("refuses every account of a caller that is a member itself (P7)")
  func refusesMembers() throws {
    var world = World(admin, other)
    world.associate(admin, member, .created)
    world.associate(other, admin, .enabled)
    #expect(
      try world.perform(InviteMembers(["\(member)", "\(other)"]), as: admin).pairs
        == [["\(member)", Sentence.memberCannotInvite(admin)], ["\(other)", Sentence.memberCannotInvite(admin)]])
    #expect(world.row(admin, member)?.status == .created)
  }

  @Test("refuses an account that is Enabled under another administrator (P10)")
  func refusesMembersElsewhere() throws {
    var world = World(admin, member, other)
    world.associate(admin, member, .created)
    world.associate(other, member, .enabled)
    #expect(
      try world.perform(InviteMembers(["\(member)"]), as: admin).pairs == [["\(member)", Sentence.memberElsewhere]])
    #expect(world.invitation(to: member, from: admin) == nil)
  }

  @Test("gives the first reason of several: P5, P6, P7, P9, P8, P10")
  func precedence() throws {
    var world = World(admin, member, other)
    world.associate(admin, member, .invited)
    world.associate(other, member, .enabled)
    // Invited, and elsewhere: P8 before P10.
    #expect(
      try world.perform(InviteMembers(["\(member)"]), as: admin).pairs == [["\(member)", Sentence.alreadyInvited]])
    world.put(
      .standing(member, nil), .member(other, member, nil), .invitation(member, from: other, nil), .roster(other, nil))
    world.associate(other, admin, .enabled)
    // A member besides: P7 before P9 and P8, P5 and P6 before P7.
    #expect(
      try world.perform(InviteMembers(["x", "\(admin)", "000000000009", "\(member)"]), as: admin).pairs
        == [
          ["x", Sentence.malformed("x")], ["\(admin)", Sentence.ownInvitation],
          ["000000000009", Sentence.memberCannotInvite(admin)], ["\(member)", Sentence.memberCannotInvite(admin)],
        ])
  }

  @Test("takes an id that is sent twice once, with one result at most")
  func repeats() throws {
    var world = World(admin)
    world.associate(admin, member, .created)
    let ids = ["\(member)", "\(other)", "\(member)", "\(other)", "x", "x"]
    #expect(
      try world.perform(InviteMembers(ids), as: admin).pairs
        == [["\(other)", Sentence.notAMember], ["x", Sentence.malformed("x")]])
    #expect(world.row(admin, member)?.status == .invited)
  }

  @Test("gives every account an invitation of its own")
  func distinctInvitations() throws {
    var world = World(admin)
    let members = (0..<100).map { account($0) }
    for member in members { world.associate(admin, member, .created) }
    #expect(try world.perform(InviteMembers(members.map(\.description)), as: admin) == [])
    #expect(Set(members.compactMap { world.invitation(to: $0, from: admin)?.id }).count == 100)
    #expect(world.roster(admin) == RosterRow(rows: 100))
  }

  @Test("refuses lists and ids out of bounds whole")
  func bounds() throws {
    let ids = (0..<1001).map { account($0).description }
    try InviteMembers(Array(ids.prefix(1000))).checkShape()
    expect(.invalidInput, "AccountIds has 1001 entries; send 1 to 1000 per call.") {
      try InviteMembers(ids).checkShape()
    }
    expect(.invalidInput, "AccountIds has 0 entries") { try InviteMembers([]).checkShape() }
    expect(.invalidInput, "AccountIds[1] is missing or blank") { try InviteMembers(["\(member)", " "]).checkShape() }
    expect(.invalidInput, "AccountIds[0] has 65 bytes; at most 64") {
      try InviteMembers([String(repeating: "1", count: 65)]).checkShape()
    }
  }
}
