import MusterEngine
import MusterModel
import Testing

@Suite struct EndingTests {
  @Test func disablingAColdHubTakesItsWholeRosterAlong() async throws {
    let store = ScriptedStore()
    let before = await World(store: store)
    let inviter = account(900)
    try await before.enable(administrator, inviter)
    _ = try await before.invite(administrator, by: inviter)
    let members = (100..<400 as Range<UInt64>).map { account($0) }
    for start in stride(from: 0, to: members.count, by: 50) {
      let details = members[start..<start + 50].map { AccountDetails(accountID: "\($0)") }
      #expect(try await before.engine.perform(CreateMembers(details), for: by(administrator)) == [])
    }
    #expect(try await before.engine.perform(InviteMembers(members.map(\.description)), for: by(administrator)) == [])

    // A new engine on the same store: everything is cold.
    let world = await World(store: store)
    _ = try await world.engine.perform(DisableSecurityHub(), for: by(administrator))
    for part in [ViewPart.head(administrator), .roster(administrator)] {
      let view = try await store.load(part, in: .usEast1).content
      #expect(view.head?.hub == nil && view.head?.roster == nil && view.roster?.members.count ?? 0 == 0)
    }
    let invitations = members.map { RowKey.invitation(member: $0, administrator: administrator) }
    #expect(try await store.load(invitations, in: .usEast1).content.isEmpty)
    let received = RowKey.invitation(member: administrator, administrator: inviter)
    #expect(try await store.load([received], in: .usEast1).content.count == 1)
    #expect(world.audited.all.last?.members.count == members.count)

    try await world.enable(administrator)
    #expect(try await world.members(of: administrator) == [])
    #expect(try await world.engine.perform(ListInvitations(), for: by(administrator)).items.count == 1)
  }

  @Test func disablingInOneBatchWithCreatingLeavesNoRowBehind() async throws {
    let world = await World()
    try await world.enable(administrator)
    world.store.commits.close()
    let first = Task {
      try await world.engine.perform(UpdateSecurityHubConfiguration(autoEnableControls: false), for: by(administrator))
    }
    await world.store.commits.holds(1)
    // What waits for that commit is decided together, in the order in which it came.
    let creating = Task {
      try await world.engine.perform(CreateMembers([.init(accountID: "\(member)")]), for: by(administrator))
    }
    for _ in 0..<200 { await Task.yield() }
    let inviting = Task { try await world.engine.perform(InviteMembers(["\(member)"]), for: by(administrator)) }
    for _ in 0..<200 { await Task.yield() }
    let disabling = Task { try await world.engine.perform(DisableSecurityHub(), for: by(administrator)) }
    for _ in 0..<200 { await Task.yield() }
    world.store.commits.open()
    _ = try await first.value
    #expect(try await creating.value == [])
    #expect(try await inviting.value == [])
    _ = try await disabling.value
    let keys: [RowKey] = [
      .hub(administrator), .roster(administrator), .member(administrator: administrator, member: member),
      .invitation(member: member, administrator: administrator),
    ]
    #expect(try await world.store.load(keys, in: .usEast1).content.isEmpty)
  }

  @Test func acceptingWhileBeingRemovedEndsRemovedOnBothSides() async throws {
    for number in 0..<40 {
      let (world, invitation) = try await invited()
      async let accepted = accepts(invitation, in: world, after: number % 8)
      for _ in 0..<number / 8 { await Task.yield() }
      _ = try await world.engine.perform(DisassociateMembers(["\(member)"]), for: by(administrator))
      #expect([nil, .resourceNotFound].contains(await accepted))
      #expect(try await world.members(of: administrator).map(\.status) == [.removed])
      #expect(try await world.engine.perform(GetAdministratorAccount(), for: by(member)) == nil)
      #expect(try await world.engine.perform(ListInvitations(), for: by(member)).items == [])
    }
  }

  @Test func ofAcceptingAndDeletingExactlyOneHappens() async throws {
    for number in 0..<40 {
      let (world, invitation) = try await invited()
      async let accepting = accepts(invitation, in: world, after: number % 8)
      for _ in 0..<number / 8 { await Task.yield() }
      let unprocessed = try await world.engine.perform(DeleteMembers(["\(member)"]), for: by(administrator))
      let accepted = await accepting
      let members = try await world.members(of: administrator)
      let stands = try await world.engine.perform(GetAdministratorAccount(), for: by(member))
      let invitations = try await world.engine.perform(ListInvitations(), for: by(member)).items
      if accepted == nil {
        #expect(unprocessed.map(\.accountID) == ["\(member)"])
        #expect(members.map(\.status) == [.enabled] && stands?.accountID == administrator)
        #expect(invitations.map(\.status) == [.enabled])
      } else {
        #expect(accepted == .resourceNotFound && unprocessed == [])
        #expect(members == [] && stands == nil && invitations == [])
      }
    }
  }

  private func invited() async throws -> (World, String) {
    let world = await World()
    try await world.enable(administrator, member)
    return (world, try await world.invite(member, by: administrator))
  }

  private func accepts(_ invitation: String, in world: World, after turns: Int) async -> CallError.Code? {
    for _ in 0..<turns { await Task.yield() }
    return await outcome { () throws(CallError) in
      try await world.accept(invitation, of: administrator, by: member)
    }
  }
}
