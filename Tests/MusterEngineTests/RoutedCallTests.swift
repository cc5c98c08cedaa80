import MusterEngine
import MusterModel
import Synchronization
import Testing

/// Calls that the actors of other accounts decide, or several actors.
@Suite struct RoutedCallTests {
  private let inviters = (11...15).map { account(UInt64($0)) }

  /// Several administrators' invitations to one member wait for an answer.
  private func invited(_ world: World) async throws {
    try await world.enable(member)
    for inviter in inviters {
      try await world.enable(inviter)
      _ = try await world.invite(member, by: inviter)
    }
  }

  private func associated() async throws -> World {
    let world = await World()
    try await world.enable(administrator, member)
    try await world.accept(world.invite(member, by: administrator), of: administrator, by: member)
    return world
  }

  @Test func aMemberLeavesOnceAndKeepsItsInvitation() async throws {
    let world = try await associated()
    let leave = DisassociateFromAdministratorAccount()
    _ = try await world.engine.perform(leave, for: by(member))
    #expect(try await world.members(of: administrator).map(\.status) == [.resigned])
    #expect(try await world.engine.perform(GetAdministratorAccount(), for: by(member)) == nil)
    let left = try #require(try await world.engine.perform(ListInvitations(), for: by(member)).items.first)
    #expect(left.status == .resigned)
    #expect(world.audited.all.last?.members.map(\.status) == [.resigned])
    let again = await outcome { () throws(CallError) in _ = try await world.engine.perform(leave, for: by(member)) }
    #expect(again == .resourceNotFound)
    try await world.accept(left.invitationID.description, of: administrator, by: member)
    #expect(try await world.members(of: administrator).map(\.status) == [.enabled])
  }

  @Test func decliningGoesToEveryAdministratorAndAnswersInTheOrderOfTheRequest() async throws {
    let world = await World()
    try await invited(world)
    let strangers = (21...23).map { account(UInt64($0)) }
    let ids = zip(inviters, strangers + [member, member]).flatMap { ["\($1)", "\($0)"] } + ["x"]
    let unprocessed = try await world.engine.perform(DeclineInvitations(ids + ids.reversed()), for: by(member))
    #expect(unprocessed.map(\.accountID) == (strangers + [member]).map(\.description) + ["x"])
    #expect(unprocessed.allSatisfy { $0.processingResult.contains("does not have an invitation from") })
    for inviter in inviters { #expect(try await world.members(of: inviter).map(\.status) == [.resigned]) }
    let record = try #require(world.audited.all.last)
    #expect(Set(record.members.map(\.administrator)) == Set(inviters) && record.members.count == inviters.count)
    #expect(try await world.engine.perform(GetInvitationsCount(), for: by(member)) == inviters.count)
  }

  @Test func deletingGoesBothWaysAndTheReceivedInvitationComesFirst() async throws {
    let world = await World()
    try await invited(world)
    // The member invites one who invited it, and another one.
    let (mutual, other) = (inviters[0], account(30))
    _ = try await world.invite(mutual, by: member)
    try await world.enable(other)
    _ = try await world.invite(other, by: member)
    let both = DeleteInvitations(["\(other)", "\(mutual)"])
    #expect(try await world.engine.perform(both, for: by(member)) == [])
    #expect(try await world.members(of: mutual).map(\.status) == [.resigned])
    #expect(try await world.members(of: member).map(\.status) == [.invited, .created])
    // The received one is gone now, so the sent one is meant.
    #expect(try await world.engine.perform(both, for: by(member)).map(\.accountID) == ["\(other)"])
    #expect(try await world.members(of: member).map(\.status) == [.created, .created])
    #expect(try await world.engine.perform(ListInvitations(), for: by(mutual)).items == [])
  }

  @Test func whatIsGoneWhenItsTurnComesIsRoutedAgain() async throws {
    let world = await World()
    try await world.enable(administrator, member)
    _ = try await world.invite(member, by: administrator)
    _ = try await world.invite(administrator, by: member)
    world.store.commits.close()
    // The received invitation goes while the member deletes it, so its turn comes to the one that it sent.
    let removing = Task { try await world.engine.perform(DisassociateMembers(["\(member)"]), for: by(administrator)) }
    await world.store.commits.holds(1)
    let deleting = Task {
      try await world.engine.perform(DeleteInvitations(["\(administrator)"]), for: by(member))
    }
    for _ in 0..<200 { await Task.yield() }
    world.store.commits.open()
    _ = try await removing.value
    #expect(try await deleting.value == [])
    #expect(try await world.members(of: administrator).map(\.status) == [.removed])
    #expect(try await world.members(of: member).map(\.status) == [.created])
  }

  @Test func leavingWhileBeingRemovedFindsNoAdministrator() async throws {
    let world = try await associated()
    world.store.commits.close()
    let removing = Task { try await world.engine.perform(DisassociateMembers(["\(member)"]), for: by(administrator)) }
    await world.store.commits.holds(1)
    let leaving = Task {
      await outcome { () throws(CallError) in
        _ = try await world.engine.perform(DisassociateFromAdministratorAccount(), for: by(member))
      }
    }
    for _ in 0..<200 { await Task.yield() }
    world.store.commits.open()
    _ = try await removing.value
    #expect(await leaving.value == .resourceNotFound)
    #expect(try await world.members(of: administrator).map(\.status) == [.removed])
  }

  @Test func deletingInvitationsIsAllowedByDirection() async throws {
    let grants = Grants([
      Grant(to: .user(500), for: .all, allowing: .all), Grant(to: .user(601), for: .all, allowing: .member),
      Grant(to: .user(602), for: .all, allowing: .administrator),
    ])
    let world = await World(grants: grants)
    let other = account(30)
    try await world.enable(administrator, member, other)
    _ = try await world.invite(member, by: administrator)
    _ = try await world.invite(other, by: member)
    let (received, sent) = ("\(administrator)", "\(other)")
    for (user, forbidden) in [(601 as UInt32, sent), (602, received)] {
      for ids in [[forbidden], [received, sent], [sent, received]] {
        let code = await outcome { () throws(CallError) in
          _ = try await world.engine.perform(DeleteInvitations(ids), for: by(member, user: user))
        }
        #expect(code == .accessDenied)
      }
    }
    #expect(try await world.members(of: administrator).map(\.status) == [.invited])
    #expect(try await world.members(of: member).map(\.status) == [.invited])
    #expect(try await world.engine.perform(DeleteInvitations([received]), for: by(member, user: 601)) == [])
    #expect(try await world.engine.perform(DeleteInvitations([sent]), for: by(member, user: 602)) == [])
  }

  @Test func whatWasDoneBeforeAnotherAccountFailedIsAudited() async throws {
    let world = await World()
    try await invited(world)
    world.store.commits.close()
    let declining = Task {
      await outcome { () throws(CallError) in
        _ = try await world.engine.perform(DeclineInvitations(inviters.map(\.description)), for: by(member))
      }
    }
    await world.store.commits.holds(1)
    world.store.script.withLock { $0.commitFailures = [.failed("disk full")] }
    for _ in 0..<200 { await Task.yield() }
    world.store.commits.open()
    #expect(await declining.value == .unavailable)
    let record = try #require(world.audited.all.last)
    #expect(record.refusal?.code == .unavailable)
    var resigned: Set<AccountID> = []
    for inviter in inviters where try await world.members(of: inviter).map(\.status) == [.resigned] {
      resigned.insert(inviter)
    }
    #expect((1..<inviters.count).contains(resigned.count))
    #expect(Set(record.members.map(\.administrator)) == resigned)
    // Asking again does the rest.
    #expect(
      try await world.engine.perform(DeclineInvitations(inviters.map(\.description)), for: by(member)) == [])
  }
}
