import MusterModel
import TestFixtures
import Testing

/// The calls that end associations and take invitations back.
@Suite("Leaving, removing, declining, deleting")
struct LeavingTests {
  let admin = account(111_111_111_111)
  let member = account(222_222_222_222)
  let other = account(333_333_333_333)

  private func world(_ status: MemberStatus) -> World {
    var world = World(admin, member, other)
    world.associate(admin, member, status)
    return world
  }

  // MARK: What is relied on (DESIGN section 5)

  @Test(
    "relies on the roster, and on the member's standing to end it",
    arguments: [
      (RosterStep.Action.decline, MemberStatus.invited), (.discard, .invited), (.discard, .resigned),
      (.withdraw, .invited), (.withdraw, .resigned), (.leave, .enabled),
    ])
  func stepExpectations(_ action: RosterStep.Action, _ status: MemberStatus) throws {
    var world = world(status)
    let step = RosterStep(action, administrator: admin, member: member)
    let decision = try world.decide(step: step, as: action == .withdraw ? admin : member)
    #expect(decision.output == .done)
    let keys = [RowKey.roster(admin)] + (action == .leave ? [.standing(member)] : [])
    #expect(Set(decision.expectations) == Set(unchanged(keys, in: world)))
    var written: Set<RowKey> = [
      .member(administrator: admin, member: member), .invitation(member: member, administrator: admin), .roster(admin),
    ]
    if action == .leave { written.insert(.standing(member)) }
    #expect(Set(decision.changes.map(\.key)) == written)
  }

  @Test("writes nothing and relies on nothing when nothing changes")
  func nothing() throws {
    var world = world(.resigned)
    let decline = RosterStep(.decline, administrator: admin, member: member)
    let declined = try world.decide(step: decline, as: member)
    #expect(declined.output == .done && declined.changes.isEmpty && declined.expectations.isEmpty)
    world = self.world(.removed)
    let removed = try world.decide(DisassociateMembers(["\(member)"]), as: admin)
    #expect(removed.changes.isEmpty && removed.expectations.isEmpty)
  }

  @Test("finds gone what the caller's rows still showed", arguments: [MemberStatus.created, .removed])
  func gone(_ status: MemberStatus) throws {
    for action in [RosterStep.Action.decline, .discard, .withdraw, .leave] {
      var world = world(status)
      let step = RosterStep(action, administrator: admin, member: member)
      #expect(try world.decide(step: step, as: action == .withdraw ? admin : member).output == .gone)
      let stranger = RosterStep(action, administrator: other, member: member)
      #expect(try world.decide(step: stranger, as: action == .withdraw ? other : member).output == .gone)
    }
  }

  @Test("relies on the standings of those that are Enabled, and of no others")
  func disassociateExpectations() throws {
    var world = world(.enabled)
    world.associate(admin, other, .invited)
    let decision = try world.decide(DisassociateMembers(["\(other)", "\(member)"]), as: admin)
    #expect(Set(decision.expectations) == Set(unchanged([.roster(admin), .standing(member)], in: world)))
    #expect(
      Set(decision.changes.map(\.key)) == [
        .member(administrator: admin, member: member), .member(administrator: admin, member: other),
        .invitation(member: member, administrator: admin), .invitation(member: other, administrator: admin),
        .standing(member), .roster(admin),
      ])
    let deletion = try world.decide(DeleteMembers(["\(other)"]), as: admin)
    #expect(deletion.expectations == unchanged([.roster(admin)], in: world))
  }

  private func unchanged(_ keys: [RowKey], in world: World) -> [Expectation] {
    keys.map { key in world.revision(of: key).map { Expectation(key, .unchanged($0)) } ?? .absent(key) }
  }

  // MARK: Lists

  @Test("disassociates all or none, naming those that are unknown (D14)")
  func allOrNothing() throws {
    var world = world(.enabled)
    let before = world.rows
    expect(.resourceNotFound, "has no members \(other), 12345.") {
      try world.perform(DisassociateMembers(["\(member)", "\(other)", "12345", "\(other)"]), as: admin)
    }
    #expect(world.rows == before)
    try world.perform(DisassociateMembers(["\(member)", "\(member)"]), as: admin)
    #expect(world.row(admin, member)?.status == .removed && world.standing(member) == nil)
    #expect(world.roster(admin) == RosterRow(rows: 1, enabled: 0))
  }

  @Test("deletes account by account, each once, in the order of the request")
  func deletes() throws {
    var world = world(.enabled)
    world.associate(admin, other, .invited)
    let ids = ["x", "\(other)", "\(member)", "\(other)", "x", "\(admin)"]
    #expect(
      try world.perform(DeleteMembers(ids), as: admin).pairs == [
        ["x", Sentence.notAMember], ["\(member)", Sentence.stillAssociatedMember(admin)],
        ["\(admin)", Sentence.notAMember],
      ])
    #expect(world.row(admin, other) == nil && world.invitation(to: other, from: admin) == nil)
    #expect(world.roster(admin) == RosterRow(rows: 1, enabled: 1))
  }

  @Test("declines and deletes account by account, each once; one's own id is no invitation (P12)")
  func invitations() throws {
    var world = world(.invited)
    let ids = ["x", "\(admin)", "\(member)", "\(other)", "\(admin)"]
    let expected = ["x", "\(member)", "\(other)"].map { [$0, Sentence.noInvitation(member)] }
    #expect(try world.perform(DeclineInvitations(ids), as: member).pairs == expected)
    #expect(world.row(admin, member)?.status == .resigned)
    #expect(try world.perform(DeleteInvitations(ids), as: member).pairs == expected)
    #expect(world.invitation(to: member, from: admin) == nil)
    // Declining is the recipient's alone.
    world = self.world(.invited)
    #expect(try world.perform(DeclineInvitations(["\(member)"]), as: admin).pairs.count == 1)
  }

  @Test("deletes the received invitation where one was sent as well (D10)")
  func recipientWins() throws {
    var world = world(.invited)
    world.associate(member, admin, .invited)
    #expect(try world.perform(DeleteInvitations(["\(admin)"]), as: member) == [])
    #expect(world.state(admin, member) == "Resigned-" && world.state(member, admin) == "Invited")
    #expect(try world.perform(DeleteInvitations(["\(admin)"]), as: member) == [])
    #expect(world.state(admin, member) == "Resigned-" && world.state(member, admin) == "Created")
  }

  @Test("needs a hub of the caller, and lists in bounds before that")
  func needsHub() {
    var world = World()
    let subscribed = "Account \(admin) is not subscribed to AWS Security Hub"
    let ids = ["\(member)"]
    expect(.invalidAccess, subscribed) { try world.perform(DisassociateMembers(ids), as: admin) }
    expect(.invalidAccess, subscribed) { try world.perform(DeleteMembers(ids), as: admin) }
    expect(.invalidAccess, subscribed) { try world.perform(DeclineInvitations(ids), as: admin) }
    expect(.invalidAccess, subscribed) { try world.perform(DeleteInvitations(ids), as: admin) }
    expect(.invalidAccess, subscribed) { try world.perform(DisassociateFromAdministratorAccount(), as: admin) }
    expect(.invalidAccess, subscribed) { _ = try world.answer(GetInvitationsCount(), as: admin) }
    expect(.invalidAccess, subscribed) { try world.perform(UpdateSecurityHubConfiguration(), as: admin) }
    for ids in [[], [" "], (0..<1001).map { "\(account($0))" }] {
      expect(.invalidInput, "AccountIds") { try world.perform(DisassociateMembers(ids), as: admin) }
      expect(.invalidInput, "AccountIds") { try world.perform(DeleteMembers(ids), as: admin) }
      expect(.invalidInput, "AccountIds") { try world.perform(DeclineInvitations(ids), as: admin) }
      expect(.invalidInput, "AccountIds") { try world.perform(DeleteInvitations(ids), as: admin) }
    }
  }
}
