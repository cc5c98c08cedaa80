import MusterEngine
import MusterModel
import Synchronization
import Testing

@Suite struct GroupCommitTests {
  @Test func whatArrivesDuringACommitIsTheNextOneOfEveryTenant() async throws {
    let world = await World()
    let administrators = (1...5).map { account(UInt64($0)) }
    for administrator in administrators { try await world.enable(administrator) }
    let before = world.store.transactions.count

    world.store.commits.close()
    try await withThrowingTaskGroup(of: [UnprocessedAccount].self) { group in
      for (number, administrator) in administrators.enumerated() {
        for each in 0..<10 {
          let added = account(UInt64(100 + number * 10 + each))
          group.addTask {
            try await world.engine.perform(CreateMembers([.init(accountID: "\(added)")]), for: by(administrator))
          }
        }
      }
      await world.store.commits.holds(1)
      // Everybody else is queued by the time the writer is let go: their tenants wait for nothing else.
      for _ in 0..<200 { await Task.yield() }
      world.store.commits.open()
      for try await unprocessed in group { #expect(unprocessed == []) }
    }
    let transactions = world.store.transactions.count - before
    #expect(transactions < 25, "50 calls took \(transactions) transactions")
    for administrator in administrators { #expect(try await world.members(of: administrator).count == 10) }
  }

  @Test func aRowThatComesAndGoesInOneBatchIsNotWritten() async throws {
    let world = await World()
    try await world.enable(administrator)
    world.store.commits.close()
    let first = Task { try await world.engine.perform(UpdateSecurityHubConfiguration(), for: by(administrator)) }
    let other = Task {
      try await world.engine.perform(CreateMembers([.init(accountID: "\(account(9))")]), for: by(administrator))
    }
    await world.store.commits.holds(1)
    // What waits for that commit is decided together, in the order in which it came.
    let creating = Task {
      try await world.engine.perform(CreateMembers([.init(accountID: "\(member)")]), for: by(administrator))
    }
    for _ in 0..<200 { await Task.yield() }
    let deleting = Task { try await world.engine.perform(DeleteMembers(["\(member)"]), for: by(administrator)) }
    for _ in 0..<200 { await Task.yield() }
    world.store.commits.open()
    _ = try await (first.value, other.value)
    #expect(try await creating.value == [])
    #expect(try await deleting.value == [])
    let keys = world.store.done.flatMap(\.changes).map(\.key)
    #expect(keys.contains(.roster(administrator)))
    #expect(!keys.contains(.member(administrator: administrator, member: member)))
    #expect(try await world.members(of: administrator).map(\.accountID) == [account(9)])
  }

  @Test func aConflictIsDecidedAgainAndSucceeds() async throws {
    let world = await World()
    try await world.enable(administrator)
    world.store.script.withLock { $0.falseConflicts = 3 }
    let unprocessed = try await world.engine.perform(
      CreateMembers([.init(accountID: "\(member)")]), for: by(administrator))
    #expect(unprocessed == [])
    #expect(try await world.members(of: administrator).map(\.accountID) == [member])
  }

  @Test func aCallThatConflictsForEverIsGivenUp() async throws {
    let world = await World()
    try await world.enable(administrator)
    let before = world.store.transactions.count
    world.store.script.withLock { $0.falseConflicts = 1000 }
    let code = await outcome { () throws(CallError) in
      _ = try await world.engine.perform(CreateMembers([.init(accountID: "\(member)")]), for: by(administrator))
    }
    #expect(code == .unavailable)
    #expect(world.store.transactions.count - before == Limits.decisions)
    world.store.script.withLock { $0.falseConflicts = 0 }
    #expect(try await world.members(of: administrator) == [])
  }

  @Test func aFailedCommitIsUnavailableAndNeverShown() async throws {
    let world = await World()
    try await world.enable(administrator)
    _ = try await world.members(of: administrator)
    world.store.script.withLock { $0.commitFailures = [.failed("disk full")] }
    let call = CreateMembers([.init(accountID: "\(member)")])
    let code = await outcome { () throws(CallError) in
      _ = try await world.engine.perform(call, for: by(administrator))
    }
    #expect(code == .unavailable)
    #expect(try await world.members(of: administrator) == [])
    #expect(try await world.engine.perform(call, for: by(administrator)) == [])
    #expect(try await world.members(of: administrator).count == 1)
  }

  @Test func membersCannotFillAnAdministratorsQueue() async throws {
    let world = await World()
    let members = (0..<UInt64(Limits.queuedForeignCalls + 20)).map { account(100 + $0) }
    try await world.enable(administrator)
    for member in members { try await world.enable(member) }
    var invitations: [(AccountID, String)] = []
    for member in members { invitations.append((member, try await world.invite(member, by: administrator))) }

    world.store.commits.close()
    let codes = await withTaskGroup(of: CallError.Code?.self) { group in
      for (member, invitation) in invitations {
        group.addTask {
          await outcome { () throws(CallError) in
            try await world.accept(invitation, of: administrator, by: member)
          }
        }
      }
      await world.store.commits.holds(1)
      var codes: [CallError.Code?] = []
      for await code in group {
        codes.append(code)
        if code == .overloaded { world.store.commits.open() }
      }
      return codes
    }
    #expect(codes.contains(.overloaded))
    #expect(codes.filter { $0 == nil }.count >= Limits.queuedForeignCalls)
    #expect(codes.allSatisfy { $0 == nil || $0 == .overloaded })
  }

  @Test func aCallGivenUpWhileQueuedIsNeverDecided() async throws {
    let world = await World()
    try await world.enable(administrator)
    world.store.commits.close()
    let first = Task {
      try await world.engine.perform(CreateMembers([.init(accountID: "\(account(10))")]), for: by(administrator))
    }
    await world.store.commits.holds(1)
    let second = Task {
      await outcome { () throws(CallError) in
        _ = try await world.engine.perform(
          CreateMembers([.init(accountID: "\(account(11))")]), for: by(administrator))
      }
    }
    for _ in 0..<100 { await Task.yield() }
    second.cancel()
    world.store.commits.open()
    #expect(try await first.value == [])
    #expect(await second.value == .cancelled)
    #expect(try await world.members(of: administrator).map(\.accountID) == [account(10)])
  }
}
