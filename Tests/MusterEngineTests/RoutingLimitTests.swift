import MusterEngine
import MusterModel
import Testing

/// A member's call finds each time that the roster changed since it was routed.
@Suite struct RoutingLimitTests {
  @Test func whatIsGoneOnceLessThanTheLimitIsDoneInTheEnd() async throws {
    let (world, unprocessed) = try await deletingAnInvitation(thatGoesAndComesBack: Limits.routings - 1)
    #expect(unprocessed == [])
    #expect(try await world.members(of: administrator).map(\.status) == [.resigned])
    #expect(try await world.engine.perform(ListInvitations(), for: by(member)).items == [])
    #expect(world.audited.all.last { $0.operation == .deleteInvitations }?.members.map(\.status) == [.resigned])
  }

  /// It is answered as the roster showed it last, and what has come since is left alone.
  @Test func whatIsGoneAsOftenAsTheLimitIsGivenUpAsNotThere() async throws {
    let (world, unprocessed) = try await deletingAnInvitation(thatGoesAndComesBack: Limits.routings)
    #expect(unprocessed.map(\.accountID) == ["\(administrator)"])
    #expect(unprocessed.first?.hasNoInvitation(of: member) == true)
    #expect(try await world.members(of: administrator).map(\.status) == [.invited])
    #expect(try await world.engine.perform(ListInvitations(), for: by(member)).items.map(\.status) == [.invited])
    #expect(world.audited.all.last { $0.operation == .deleteInvitations }?.members == [])
  }

  /// The administrator takes the invitation back before each of the first turns of the member, which deletes it, and
  /// sends another one right behind it.
  private func deletingAnInvitation(
    thatGoesAndComesBack times: Int
  ) async throws -> (World, [UnprocessedAccount]) {
    let world = await World()
    try await world.enable(administrator, member)
    _ = try await world.invite(member, by: administrator)
    world.store.commits.close()
    var administrating = [world.disassociating()]
    await world.store.commits.holds(1)
    let deleting = Task { try await world.engine.perform(DeleteInvitations(["\(administrator)"]), for: by(member)) }
    await queued()
    for time in 1...times {
      administrating.append(world.inviting())
      await queued()
      world.store.commits.letThrough()
      await world.store.commits.holds(1)
      guard time < times else { break }
      administrating.append(world.disassociating())
      await queued()
      world.store.commits.letThrough()
      await world.store.commits.holds(1)
      await queued()
    }
    world.store.commits.open()
    for each in administrating { #expect(await each.value == nil) }
    return (world, try await deleting.value)
  }

  @Test func whatIsRoutedElsewhereTheSecondTimeMustBeAllowedThere() async throws {
    let grants = Grants([
      Grant(to: .user(500), for: .all, allowing: .all), Grant(to: .user(601), for: .all, allowing: .member),
    ])
    let world = await World(grants: grants)
    try await world.enable(administrator, member)
    _ = try await world.invite(member, by: administrator)
    _ = try await world.invite(administrator, by: member)
    world.store.commits.close()
    let removing = world.disassociating()
    await world.store.commits.holds(1)
    // It may delete what it received, and when that is gone the invitation that it sent is meant.
    let deleting = Task {
      await outcome { () throws(CallError) in
        _ = try await world.engine.perform(DeleteInvitations(["\(administrator)"]), for: by(member, user: 601))
      }
    }
    await queued()
    world.store.commits.open()
    #expect(await removing.value == nil)
    #expect(await deleting.value == .accessDenied)
    #expect(try await world.members(of: member).map(\.status) == [.invited])
    let record = try #require(world.audited.all.last { $0.operation == .deleteInvitations })
    #expect(record.refusal?.code == .accessDenied && record.members == [])
  }
}

/// Time for a call that was just begun to be waiting at its tenant: nothing tells from outside.
func queued() async {
  for _ in 0..<200 { await Task.yield() }
}

extension World {
  fileprivate func disassociating() -> Task<CallError.Code?, Never> {
    Task { [engine] in
      await outcome { () throws(CallError) in
        _ = try await engine.perform(DisassociateMembers(["\(member)"]), for: by(administrator))
      }
    }
  }

  fileprivate func inviting() -> Task<CallError.Code?, Never> {
    Task { [engine] in
      await outcome { () throws(CallError) in
        _ = try await engine.perform(InviteMembers(["\(member)"]), for: by(administrator))
      }
    }
  }
}
