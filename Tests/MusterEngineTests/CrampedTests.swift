import MusterEngine
import MusterModel
import Synchronization
import Testing

/// An engine with memory for a tenth of the views that are asked for, by everybody at once.
@Suite struct CrampedTests {
  @Test(arguments: StoreKind.allCases) func answersStayRightWhereViewsComeAndGo(_ store: StoreKind) async throws {
    try await store.run(viewBytes: 6000) { world in
      world.store.script.withLock { $0.turnsAfterReading = 30 }
      let administrators = (1...20 as ClosedRange<UInt64>).map { account(1000 * $0) }
      try await withThrowingTaskGroup(of: Void.self) { group in
        for administrator in administrators { group.addTask { try await handshakes(of: administrator, in: world) } }
        // Others read them all the time, so that commits land while what they change is being loaded.
        let readers = (0..<4).map { _ in Task { await readForEver(administrators, in: world) } }
        defer { for reader in readers { reader.cancel() } }
        try await group.waitForAll()
      }
      let peer = Peer(processID: 1, userID: 0, groupID: 0)
      #expect(try await world.engine.status(for: peer).residentTenants <= 12)
    }
  }

  /// The whole handshake of one administrator with a few members, of which nobody else knows: after every call, both
  /// sides must see what was done.
  private func handshakes(of administrator: AccountID, in world: World) async throws {
    try await world.enable(administrator)
    for number in 1...4 as ClosedRange<UInt64> {
      let member = try #require(AccountID(number: administrator.number + number))
      try await world.enable(member)
      let create = CreateMembers([AccountDetails(accountID: "\(member)")])
      #expect(await world.acting(create, by: administrator)() == "done")
      #expect(await world.acting(InviteMembers(["\(member)"]), by: administrator)() == "done")
      try await expect(.invited, of: member, under: administrator, in: world)
      let received = try await world.engine.perform(ListInvitations(), for: by(member))
      let invitation = try #require(received.items.first?.invitationID)
      try await world.accept("\(invitation)", of: administrator, by: member)
      try await expect(.enabled, of: member, under: administrator, in: world)
      #expect(await world.leaving(by: member)() == "done")
      try await expect(.resigned, of: member, under: administrator, in: world)
      #expect(await world.acting(DisassociateMembers(["\(member)"]), by: administrator)() == "done")
      try await expect(.removed, of: member, under: administrator, in: world)
    }
    #expect(try await world.members(of: administrator).count == 4)
  }

  private func expect(
    _ status: MemberStatus, of member: AccountID, under administrator: AccountID, in world: World
  ) async throws {
    let engine = world.engine
    let seen = try await engine.perform(GetMembers(["\(member)"]), for: by(administrator))
    #expect(seen.members.map(\.status) == [status])
    let received = try await engine.perform(ListInvitations(), for: by(member))
    #expect(received.items.map(\.status) == (status == .removed ? [] : [status]))
    let current = try await engine.perform(GetAdministratorAccount(), for: by(member))
    #expect(current?.accountID == (status == .enabled ? administrator : nil))
    let asker = by(member).asker
    let access = try await engine.perform(CheckAccess(viewer: "\(administrator)", owner: "\(member)"), for: asker)
    #expect(access == (status == .enabled ? .administrator : .notAssociated))
  }

  private func readForEver(_ administrators: [AccountID], in world: World) async {
    while !Task.isCancelled {
      for administrator in administrators.shuffled() {
        _ = try? await world.members(of: administrator)
        guard let member = AccountID(number: administrator.number + .random(in: 1...4)) else { continue }
        _ = try? await world.engine.perform(ListInvitations(), for: by(member))
      }
    }
  }
}
