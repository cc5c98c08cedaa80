import MusterEngine
import MusterModel
import Synchronization
import Testing

@Suite struct AccessTests {
  private let asker = Asker(peer: Peer(processID: 1, userID: 500, groupID: 500), region: .usEast1)

  private func reason(_ viewer: AccountID, _ owner: AccountID, in world: World) throws(CallError) -> AccessReason? {
    try world.engine.answerNow(CheckAccess(viewer: "\(viewer)", owner: "\(owner)"), for: asker)
  }

  @Test func everyChangeIsSeenAtOnceByEverybody() async throws {
    let world = await World()
    try await world.enable(administrator, member)
    #expect(try reason(administrator, member, in: world) == .notAssociated)
    let invitation = try await world.invite(member, by: administrator)
    #expect(try reason(administrator, member, in: world) == .notAssociated)
    try await world.accept(invitation, of: administrator, by: member)
    #expect(try reason(administrator, member, in: world) == .administrator)
    #expect(try world.engine.answerNow(ResolveRecipients(owner: "\(member)"), for: asker) == [member, administrator])
    _ = try await world.engine.perform(DisassociateMembers(["\(member)"]), for: by(administrator))
    #expect(try reason(administrator, member, in: world) == .notAssociated)
    _ = try await world.engine.perform(DisableSecurityHub(), for: by(member))
    #expect(try reason(member, member, in: world) == .ownerNotEnabled)
  }

  @Test func regionsKnowNothingOfEachOther() async throws {
    let world = await World()
    try await world.enable(member)
    let elsewhere = Asker(peer: asker.peer, region: try #require(Region("eu-west-1")))
    let question = CheckAccess(viewer: "\(member)", owner: "\(member)")
    #expect(try await world.engine.perform(question, for: asker) == .sameAccount)
    #expect(try await world.engine.perform(question, for: elsewhere) == .ownerNotEnabled)
  }

  @Test func allOwnersThatAreNotInMemoryAreLoadedInOneRead() async throws {
    let store = ScriptedStore()
    let before = await World(store: store)
    let owners = (1...200).map { account(UInt64($0)) }
    for owner in owners.prefix(100) { try await before.enable(owner) }

    let world = await World(store: store)
    let reads = store.script.withLock { $0.rowLoads }
    let pairs = owners.map { AccessPair(viewer: "\($0)", owner: "\($0)") }
    #expect(try world.engine.answerNow(BatchCheckAccess(pairs + pairs), for: asker) == nil)
    let reasons = try await world.engine.perform(BatchCheckAccess(pairs + pairs), for: asker)
    #expect(reasons.prefix(200).elementsEqual(reasons.suffix(200)))
    #expect(reasons.prefix(200).map(\.isAllowed) == owners.indices.map { $0 < 100 })
    #expect(store.script.withLock { $0.rowLoads } == reads + 1)
    // Those without a hub are known to have none.
    #expect(try world.engine.answerNow(BatchCheckAccess(pairs), for: asker)?.count == 200)
  }

  @Test func aRemovalThatLandsWhileTheHeadIsLoadedIsNotMissed() async throws {
    let store = ScriptedStore()
    let before = await World(store: store)
    try await before.enable(administrator, member)
    try await before.accept(before.invite(member, by: administrator), of: administrator, by: member)

    let world = await World(store: store)
    store.rows.close()
    // Two owners, whose heads are read together.
    let pairs = [member, account(3)].map { AccessPair(viewer: "\(administrator)", owner: "\($0)") }
    let asking = Task { try await world.engine.perform(BatchCheckAccess(pairs), for: asker) }
    await store.rows.holds(1)
    // The head was read with its administrator, and is held back while the member is removed.
    store.rows.letOthersPass()
    _ = try await world.engine.perform(DisassociateMembers(["\(member)"]), for: by(administrator))
    store.rows.open()
    #expect(try await asking.value == [.notAssociated, .ownerNotEnabled])
  }

  @Test func aMemoryTooSmallForTheQuestionAnswersItAllTheSame() async throws {
    let world = await World(viewBytes: 1_000)
    let pairs = (1...500).map { AccessPair(viewer: "\(administrator)", owner: "\(account(UInt64($0)))") }
    for _ in 0..<3 {
      let reasons = try await world.engine.perform(BatchCheckAccess(pairs), for: asker)
      #expect(reasons == Array(repeating: .ownerNotEnabled, count: 500))
      #expect(try await world.engine.status(for: asker.peer).residentTenants <= 1)
    }
  }

  @Test func questionsAreCountedAndRefusedOnesAreAudited() async throws {
    let world = await World(
      grants: Grants([
        Grant(to: .user(500), for: .only([member]), allowing: .read),
        Grant(to: .user(500), for: .all, allowing: .adminService),
      ]))
    _ = try await world.engine.perform(CheckAccess(viewer: "\(member)", owner: "\(member)"), for: asker)
    await #expect(throws: CallError.self) {
      try await world.engine.perform(ResolveRecipients(owner: "\(administrator)"), for: asker)
    }
    let record = try #require(world.audited.all.last)
    #expect(record.operation == .resolveRecipients)
    #expect(record.account == nil)
    #expect(record.refusal?.code == .accessDenied)
    #expect(world.audited.all.count == 1)
    let counts = try await world.engine.status(for: asker.peer).calls
    #expect(counts.contains(CallCount(method: "CheckAccess", code: "OK", count: 1)))
    #expect(counts.contains(CallCount(method: "ResolveRecipients", code: "AccessDeniedException", count: 1)))
  }

  @Test func callsThatCouldNotBeReadAreCountedAndThoseThatChangeThingsAudited() async throws {
    let world = await World()
    let error = CallError(.invalidInput, "Metadata muster-account is missing")
    world.engine.refused(.listMembers, from: asker, error)
    world.engine.refused(.createMembers, from: asker, error)
    #expect(world.audited.all.map(\.operation) == [.createMembers])
    #expect(world.audited.all.last?.refusal == error)
    let counts = try await world.engine.status(for: asker.peer).calls
    for method in ["ListMembers", "CreateMembers"] {
      #expect(counts.contains(CallCount(method: method, code: "InvalidInputException", count: 1)))
    }
  }
}
