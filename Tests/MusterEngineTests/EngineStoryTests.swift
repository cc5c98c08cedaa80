import MusterEngine
import MusterModel
import Testing

@Suite struct EngineStoryTests {
  @Test func anAcceptedInvitationIsSeenFromBothSides() async throws {
    let world = await World()
    try await world.enable(administrator, member)
    let invitation = try await world.invite(member, by: administrator)
    try await world.accept(invitation, of: administrator, by: member)

    let listed = try await world.engine.perform(ListMembers(), for: by(administrator)).items
    #expect(listed.map(\.accountID) == [member])
    #expect(listed.map(\.status) == [.enabled])
    let seen = try await world.engine.perform(GetAdministratorAccount(), for: by(member))
    #expect(seen?.accountID == administrator)
    #expect(seen?.invitationID.description == invitation)
    #expect(try await world.engine.perform(ListInvitations(), for: by(member)).items.map(\.status) == [.enabled])
  }

  @Test func aReadIsAnsweredAtOnceOnlyWhenItsViewsAreInMemory() async throws {
    let world = await World()
    try await world.enable(administrator)
    #expect(try world.engine.answerNow(ListMembers(), for: by(administrator)) == nil)
    _ = try await world.members(of: administrator)
    #expect(try world.engine.answerNow(ListMembers(), for: by(administrator))?.items == [])
  }

  @Test func whatWasAcknowledgedIsInTheViewsAtOnce() async throws {
    let world = await World()
    try await world.enable(administrator)
    _ = try await world.members(of: administrator)
    for number in 10..<40 as Range<UInt64> {
      _ = try await world.engine.perform(
        CreateMembers([.init(accountID: "\(account(number))")]), for: by(administrator))
      let now = try world.engine.answerNow(GetMembers(["\(account(number))"]), for: by(administrator))
      #expect(now?.members.count == 1)
    }
  }

  @Test func regionsKnowNothingOfEachOther() async throws {
    let world = await World()
    try await world.enable(administrator)
    let elsewhere = Principal(
      peer: Peer(processID: 1, userID: 500, groupID: 500), account: administrator,
      region: try #require(Region("eu-west-1")))
    await #expect(throws: CallError.notSubscribed(administrator)) {
      try await world.engine.perform(DescribeHub(), for: elsewhere)
    }
  }

  @Test func ofTwoInvitationsAcceptedAtOnceExactlyOneWins() async throws {
    for _ in 0..<20 {
      let world = await World()
      let rival = account(3)
      try await world.enable(administrator, rival, member)
      let first = try await world.invite(member, by: administrator)
      let second = try await world.invite(member, by: rival)
      async let one = outcome { () throws(CallError) in
        try await world.accept(first, of: administrator, by: member)
      }
      async let other = outcome { () throws(CallError) in try await world.accept(second, of: rival, by: member) }
      let outcomes = await [one, other]
      #expect(outcomes.filter { $0 == nil }.count == 1)
      #expect(outcomes.compactMap { $0 } == [.invalidInput])
      let enabled = try await world.members(of: administrator) + world.members(of: rival)
      #expect(enabled.filter { $0.status == .enabled }.count == 1)
    }
  }

  @Test func aPeerWithoutAGrantIsRefusedCountedAndAudited() async throws {
    let world = await World()
    let stranger = by(administrator, user: 1234)
    await #expect { try await world.engine.perform(EnableSecurityHub(), for: stranger) } throws: {
      ($0 as? CallError)?.code == .accessDenied
    }
    #expect { try world.engine.answerNow(ListMembers(maxResults: 99), for: stranger) } throws: {
      ($0 as? CallError)?.code == .accessDenied
    }
    #expect(world.audited.all.map(\.refusal?.code) == [.accessDenied, .accessDenied])
    let status = try await world.engine.status(for: Peer(processID: 1, userID: 0, groupID: 0))
    #expect(
      status.calls == [
        CallCount(method: "EnableSecurityHub", code: "AccessDeniedException", count: 1),
        CallCount(method: "ListMembers", code: "AccessDeniedException", count: 1),
      ])
    await #expect { try await world.engine.status(for: stranger.peer) } throws: {
      ($0 as? CallError)?.code == .accessDenied
    }
  }

  @Test func everyMutationLeavesAnAuditRecordOfWhatItWrote() async throws {
    let world = await World()
    try await world.enable(administrator)
    _ = try await world.engine.perform(
      CreateMembers([.init(accountID: "\(member)"), .init(accountID: "1")]), for: by(administrator))
    let record = try #require(world.audited.all.last)
    #expect(record.operation == .createMembers)
    #expect(record.refusal == nil)
    #expect(record.members.map(\.member) == [member])
    #expect(record.members.map(\.status) == [.created])
  }
}

func outcome(_ body: () async throws(CallError) -> Void) async -> CallError.Code? {
  do throws(CallError) {
    try await body()
    return nil
  } catch {
    return error.code
  }
}
