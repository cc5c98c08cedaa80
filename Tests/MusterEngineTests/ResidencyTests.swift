import MusterEngine
import MusterModel
import Synchronization
import Testing

@Suite struct ResidencyTests {
  @Test func aCommitThatLandsWhileItsViewIsLoadedIsNotMissed() async throws {
    let store = ScriptedStore()
    let before = await World(store: store)
    try await before.enable(administrator)

    // A new engine on the same store: everything is cold.
    let world = await World(store: store)
    _ = try await world.engine.perform(DescribeHub(), for: by(administrator))
    store.parts.close()
    let reading = Task { try await world.members(of: administrator) }
    await store.parts.holds(1)
    // The roster was read without the member, and is held back while the member is created.
    _ = try await world.engine.perform(CreateMembers([.init(accountID: "\(member)")]), for: by(administrator))
    store.parts.open()
    #expect(try await reading.value.map(\.accountID) == [member])
    #expect(try world.engine.answerNow(GetMembers(["\(member)"]), for: by(administrator))?.members.count == 1)
  }

  @Test func nobodySeesOneSideOfACommitBeforeTheOther() async throws {
    let store = ScriptedStore()
    let before = await World(store: store)
    try await before.enable(administrator, member)
    let invitation = try await before.invite(member, by: administrator)

    // A new engine, in which one side is in memory and the other is not.
    let world = await World(store: store)
    #expect(try await world.members(of: administrator).map(\.status) == [.invited])
    store.written.close()
    let accepting = Task { try await world.accept(invitation, of: administrator, by: member) }
    await store.written.holds(1)
    // Durable, and not published yet: whoever loads the other side now reads it from the store.
    let reading = Task { try await world.engine.perform(GetMembers(["\(member)"]), for: by(administrator)) }
    #expect(try await reading.value.members.map(\.status) == [.invited])
    let asking = Task { try await world.engine.perform(ListInvitations(), for: by(member)).items.map(\.status) }
    for _ in 0..<100 { await Task.yield() }
    #expect(try world.engine.answerNow(ListInvitations(), for: by(member)) == nil)
    #expect(
      try world.engine.answerNow(GetMembers(["\(member)"]), for: by(administrator))?.members[0].status == .invited)
    store.written.open()
    #expect(try await asking.value == [.enabled])
    #expect(
      try world.engine.answerNow(GetMembers(["\(member)"]), for: by(administrator))?.members[0].status == .enabled)
    try await accepting.value
  }

  @Test func aTransactionThatFailsKeepsNobodyWaiting() async throws {
    let store = ScriptedStore()
    try await World(store: store).enable(administrator)
    let world = await World(store: store)
    store.commits.close()
    store.script.withLock { $0.commitFailures = [.failed("no space")] }
    let enabling = Task { try await world.enable(member) }
    await store.commits.holds(1)
    let asking = Task { try await world.engine.perform(DescribeHub(), for: by(administrator)) }
    for _ in 0..<100 { await Task.yield() }
    store.commits.open()
    await #expect(throws: CallError.self) { try await enabling.value }
    #expect(try await asking.value.hubARN.contains("\(administrator)"))
  }

  @Test func tenantsLeaveMemoryPastTheBudgetAndComeBack() async throws {
    let world = await World(viewBytes: 20_000)
    let accounts = (1...200).map { account(UInt64($0)) }
    for account in accounts { try await world.enable(account) }
    let peer = Peer(processID: 1, userID: 0, groupID: 0)
    let resident = try await world.engine.status(for: peer).residentTenants
    #expect((1...60).contains(resident), "\(resident) tenants are in memory")
    for account in accounts {
      #expect(
        try await world.engine.perform(DescribeHub(), for: by(account)).hubARN.hasSuffix("\(account):hub/default"))
    }
    #expect(try await world.engine.status(for: peer).residentTenants <= 60)
  }

  @Test func aTenantThatIsReadStaysWhileOthersLeave() async throws {
    let world = await World(viewBytes: 20_000)
    try await world.enable(administrator)
    for number in 100..<300 as Range<UInt64> {
      #expect(try world.engine.answerNow(DescribeHub(), for: by(administrator)) != nil)
      try await world.enable(account(number))
    }
  }

  @Test func manyReadersOfAColdRosterLoadItOnce() async throws {
    let store = ScriptedStore()
    let before = await World(store: store)
    try await before.enable(administrator)
    let world = await World(store: store)
    store.parts.close()
    let readers = (0..<50).map { _ in Task { try await world.members(of: administrator) } }
    await store.parts.holds(1)
    for _ in 0..<100 { await Task.yield() }
    store.parts.open()
    for reader in readers { #expect(try await reader.value == []) }
  }
}
