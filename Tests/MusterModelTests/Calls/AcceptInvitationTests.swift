import MusterModel
import TestFixtures
import Testing

@Suite("AcceptAdministratorInvitation")
struct AcceptInvitationTests {
  let admin = account(111_111_111_111)
  let member = account(222_222_222_222)
  let other = account(333_333_333_333)

  /// Both hubs, and an association in that status.
  private func world(_ status: MemberStatus = .invited) -> World {
    var world = World(admin, member, other)
    world.associate(admin, member, status)
    return world
  }

  private func accept(_ administrator: AccountID? = nil, in world: World) -> AcceptAdministratorInvitation {
    let administrator = administrator ?? admin
    let id = world.invitation(to: member, from: administrator)?.id ?? .sample(404)
    return AcceptAdministratorInvitation(administratorID: "\(administrator)", invitationID: "\(id)")
  }

  @Test("makes the inviter the caller's administrator, while it has an invitation", arguments: MemberStatus.allCases)
  func accepts(_ status: MemberStatus) throws {
    var world = world(status)
    let before = world.rows
    let call = accept(in: world)
    switch status {
    case .invited, .resigned:
      let row = try #require(world.row(admin, member)?.accepting(at: world.now))
      let invitation = try #require(row.invitation)
      try world.perform(call, as: member)
      #expect(world.row(admin, member) == row)
      #expect(world.invitation(to: member, from: admin) == invitation)
      #expect(
        world.standing(member)
          == StandingRow(administrator: admin, invitationID: invitation.id, invitedAt: invitation.invitedAt))
      #expect(world.roster(admin) == RosterRow(rows: 1, enabled: 1))
    case .enabled:
      try world.perform(call, as: member)
      #expect(world.rows == before)
    case .created, .removed:
      expect(.resourceNotFound, "Account \(member) has no invitation") { try world.perform(call, as: member) }
      #expect(world.rows == before)
    }
  }

  @Test("writes all four rows together, and expects both accounts as they were")
  func expectations() throws {
    var world = world()
    world.associate(member, other, .created)
    let decision = try world.decide(accept(in: world), as: member)
    #expect(
      decision.changes.map(\.key) == [
        .member(administrator: admin, member: member), .invitation(member: member, administrator: admin),
        .standing(member), .roster(admin),
      ])
    let roster = try #require(world.revision(of: .roster(admin)))
    let own = try #require(world.revision(of: .roster(member)))
    #expect(
      Set(decision.expectations)
        == [
          .exists(.hub(admin)), .exists(.hub(member)), .absent(.standing(admin)), .absent(.standing(member)),
          Expectation(.roster(admin), .unchanged(roster)), Expectation(.roster(member), .unchanged(own)),
        ])
    #expect(decision.expectations.count == 6)
  }

  @Test("is decided by the administrator's actor, and admitted by the caller's own rows")
  func routing() throws {
    let world = world()
    let call = accept(in: world)
    #expect(try call.decider(for: .acting(member)) == admin)
    #expect(
      call.admissionRows(for: .acting(member))
        == [.hub(member), .invitation(member: member, administrator: admin)])
  }

  @Test("succeeds again with the same invitation, and writes nothing (T8)")
  func twice() throws {
    var world = world()
    let call = accept(in: world)
    try world.perform(call, as: member)
    let before = world.rows
    world.now = time(5_000_000)
    let again = try world.decide(call, as: member)
    #expect(again.changes.isEmpty && again.expectations.isEmpty)
    try world.perform(call, as: member)
    #expect(world.rows == before)
  }

  @Test("does not find an invitation by a wrong id, of another, or replaced")
  func unknownInvitations() throws {
    var world = world()
    world.associate(other, member, .invited)
    let mine = try #require(world.invitation(to: member, from: admin)?.id.description)
    let others = try #require(world.invitation(to: member, from: other)?.id.description)
    let wrong = [
      (admin.description, others), (other.description, mine), (admin.description, "\(InvitationID.sample(404))"),
      (admin.description, "x"),
      (member.description, mine), ("999999999999", mine), ("12345", mine), ("\(admin) ", mine),
    ]
    for (administrator, id) in wrong {
      let call = AcceptAdministratorInvitation(administratorID: administrator, invitationID: id)
      expect(.resourceNotFound, "Account \(member) has no invitation \(id) from \(administrator)") {
        try world.perform(call, as: member)
      }
    }
    // Only its recipient can accept it.
    expect(.resourceNotFound, "Account \(other) has no invitation") {
      try world.perform(AcceptAdministratorInvitation(administratorID: "\(admin)", invitationID: mine), as: other)
    }
    world.associate(admin, member, .removed)
    try world.perform(InviteMembers(["\(member)"]), as: admin)
    expect(.resourceNotFound, "has no invitation \(mine)") {
      try world.perform(AcceptAdministratorInvitation(administratorID: "\(admin)", invitationID: mine), as: member)
    }
    try world.perform(accept(in: world), as: member)
  }

  @Test("does not accept an invitation that its recipient deleted")
  func deletedInvitation() throws {
    var world = world(.resigned)
    let call = accept(in: world)
    world.associate(admin, member, .resigned, isInvitationLeft: false)
    expect(.resourceNotFound, "has no invitation") { try world.perform(call, as: member) }
  }

  @Test("is refused to a member of another administrator")
  func refusesMembers() throws {
    var world = world()
    world.associate(other, member, .enabled)
    expect(.invalidInput, "Account \(member) is already a member of administrator \(other); leave it first.") {
      try world.perform(accept(in: world), as: member)
    }
  }

  @Test("is refused to an administrator, and not for rows that are not Enabled (D4)")
  func refusesAdministrators() throws {
    var world = world()
    for (index, status) in [MemberStatus.created, .invited, .resigned, .removed].enumerated() {
      world.associate(member, account(index), status)
    }
    var pending = world
    try pending.perform(accept(in: pending), as: member)

    world.associate(member, other, .enabled)
    expect(.invalidInput, "Account \(member) is itself the administrator of 1 enabled members") {
      try world.perform(accept(in: world), as: member)
    }
  }

  @Test("is refused when the inviter has become a member itself")
  func refusesInvitersThatAreMembers() throws {
    var world = world()
    world.associate(other, admin, .enabled)
    expect(.invalidInput, "Account \(admin) has become a member of administrator \(other)") {
      try world.perform(accept(in: world), as: member)
    }
  }

  @Test("lets mutual invitations resolve to whoever accepts first")
  func mutualInvitations() throws {
    var world = world()
    world.associate(member, admin, .invited)
    let back = try #require(world.invitation(to: admin, from: member)?.id)
    try world.perform(accept(in: world), as: member)
    expect(.invalidInput, "is itself the administrator of 1 enabled members") {
      try world.perform(
        AcceptAdministratorInvitation(administratorID: "\(member)", invitationID: "\(back)"), as: admin)
    }
    #expect(world.standing(member)?.administrator == admin && world.standing(admin) == nil)
  }

  @Test("checks shape, hub, invitation, already-member, is-administrator, inviter-is-member, in this order")
  func precedence() throws {
    // Everything is wrong at once, and one thing after another is put right.
    var world = World(admin, other)
    world.associate(other, member, .enabled)
    world.associate(member, account(5), .enabled)
    world.associate(other, admin, .enabled)
    var call = AcceptAdministratorInvitation(administratorID: "\(admin)", invitationID: " ")
    expect(.invalidInput, "InvitationId is missing or blank") { _ = try world.decide(call, as: member) }
    call.invitationID = "unknown"
    expect(.invalidAccess, "Account \(member) is not subscribed to AWS Security Hub") {
      _ = try world.decide(call, as: member)
    }
    world.put(.hub(member, .sample))
    expect(.resourceNotFound, "has no invitation unknown") { _ = try world.decide(call, as: member) }
    world.associate(admin, member, .invited)
    call = accept(in: world)
    expect(.invalidInput, "is already a member of administrator") { _ = try world.decide(call, as: member) }
    world.put(.standing(member, nil))
    expect(.invalidInput, "is itself the administrator") { _ = try world.decide(call, as: member) }
    world.put(.roster(member, RosterRow(rows: 1, enabled: 0)))
    expect(.invalidInput, "has become a member of administrator") { _ = try world.decide(call, as: member) }
    world.put(.standing(admin, nil))
    #expect(try world.decide(call, as: member).changes.count == 4)
  }

  @Test("answers a caller without a hub before it looks at the ids, well-formed or not")
  func hubFirst() {
    var world = World(admin)
    for administrator in ["\(admin)", "12345"] {
      expect(.invalidAccess, "is not subscribed to AWS Security Hub") {
        _ = try world.decide(
          AcceptAdministratorInvitation(administratorID: administrator, invitationID: "x"), as: member)
      }
    }
  }

  @Test("refuses blank and overlong fields, naming them")
  func fields() throws {
    let long = String(repeating: "1", count: 65)
    try AcceptAdministratorInvitation(administratorID: "1", invitationID: "1").checkShape()
    for (administrator, id, message) in [
      ("", "1", "AdministratorId is missing or blank"), ("1", "\n", "InvitationId is missing or blank"),
      (long, "1", "AdministratorId has 65 bytes"), ("1", long, "InvitationId has 65 bytes"),
    ] {
      expect(.invalidInput, message) {
        try AcceptAdministratorInvitation(administratorID: administrator, invitationID: id).checkShape()
      }
    }
  }
}
