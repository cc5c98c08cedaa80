import MusterEngine
import MusterModel
import Testing

/// Members' calls at an administrator that is busy: its one commit is held back.
@Suite struct ForeignCallTests {
  @Test func membersThatDeclineLeaveRoomForTheAdministrator() async throws {
    let tooMany = 20
    let members = (0..<UInt64(Limits.queuedForeignCalls + tooMany)).map { account(100 + $0) }
    let world = try await invited(members)
    let first = await held(world)
    let declining = members.map { member in Task { await declines(member, in: world) } }
    await queued()
    let own = (10..<15 as Range<UInt64>).map { number in
      Task { await creates(account(number), in: world) }
    }
    await queued()
    // Those past the limit are refused before anything moves.
    let audited = world.audited.all.filter { $0.operation == .declineInvitations }
    #expect(audited.map(\.refusal?.code) == Array(repeating: .overloaded, count: tooMany))
    world.store.commits.open()
    #expect(await first.value == nil)
    for each in own { #expect(await each.value == nil) }
    var codes: [CallError.Code?] = []
    for each in declining { codes.append(await each.value) }
    #expect(codes.count { $0 == nil } == Limits.queuedForeignCalls)
    #expect(codes.count { $0 == .overloaded } == tooMany)
    // A refused call has done nothing.
    let rows = try await statuses(world)
    for (member, code) in zip(members, codes) { #expect(rows[member] == (code == nil ? .resigned : .invited)) }
  }

  @Test func strangersAreAnsweredWithoutWaiting() async throws {
    let world = try await invited([member])
    let stranger = account(50)
    try await world.enable(stranger)
    let first = await held(world)
    for _ in 0..<2 * Limits.queuedForeignCalls {
      let declined = try await world.engine.perform(DeclineInvitations(["\(administrator)"]), for: by(stranger))
      #expect(declined.map(\.accountID) == ["\(administrator)"])
      let deleted = try await world.engine.perform(DeleteInvitations(["\(administrator)"]), for: by(stranger))
      #expect(deleted.map(\.accountID) == ["\(administrator)"])
    }
    // They took no place: who was invited still finds one.
    let declining = Task { await declines(member, in: world) }
    await queued()
    world.store.commits.open()
    #expect(await first.value == nil)
    #expect(await declining.value == nil)
  }

  @Test func aCancelledCallIsDroppedWhereItIsNotDecidedYet() async throws {
    let other = account(3)
    let world = try await invited([member])
    try await world.enable(other)
    _ = try await world.invite(member, by: other)
    let first = await held(world)
    // The one administrator is busy; the other decides at once, and its commit is the next.
    let declining = Task {
      await outcome { () throws(CallError) in
        _ = try await world.engine.perform(DeclineInvitations(["\(administrator)", "\(other)"]), for: by(member))
      }
    }
    await queued()
    declining.cancel()
    world.store.commits.open()
    #expect(await first.value == nil)
    #expect(await declining.value == .cancelled)
    #expect(try await statuses(world)[member] == .invited)
    #expect(try await world.members(of: other).map(\.status) == [.resigned])
    let record = try #require(world.audited.all.last { $0.operation == .declineInvitations })
    #expect(record.refusal?.code == .cancelled)
    #expect(record.members.map(\.administrator) == [other])
  }

  private func invited(_ members: [AccountID]) async throws -> World {
    let world = await World()
    try await world.enable(administrator)
    for member in members { try await world.enable(member) }
    for start in stride(from: 0, to: members.count, by: 50) {
      let details = members[start..<min(start + 50, members.count)].map { AccountDetails(accountID: "\($0)") }
      #expect(try await world.engine.perform(CreateMembers(details), for: by(administrator)) == [])
    }
    #expect(try await world.engine.perform(InviteMembers(members.map(\.description)), for: by(administrator)) == [])
    return world
  }

  /// Closes the gate, and returns with the administrator's first commit before it.
  private func held(_ world: World) async -> Task<CallError.Code?, Never> {
    world.store.commits.close()
    let first = Task { await creates(account(9), in: world) }
    await world.store.commits.holds(1)
    return first
  }

  private func creates(_ account: AccountID, in world: World) async -> CallError.Code? {
    await outcome { () throws(CallError) in
      _ = try await world.engine.perform(CreateMembers([.init(accountID: "\(account)")]), for: by(administrator))
    }
  }

  private func declines(_ member: AccountID, in world: World) async -> CallError.Code? {
    await outcome { () throws(CallError) in
      _ = try await world.engine.perform(DeclineInvitations(["\(administrator)"]), for: by(member))
    }
  }

  private func statuses(_ world: World) async throws -> [AccountID: MemberStatus] {
    var statuses: [AccountID: MemberStatus] = [:]
    var token: String?
    repeat {
      let page = try await world.engine.perform(
        ListMembers(onlyAssociated: false, nextToken: token), for: by(administrator))
      for row in page.items { statuses[row.accountID] = row.status }
      token = page.nextToken
    } while token != nil
    return statuses
  }
}
