import MusterEngine
import MusterModel
import Synchronization
import Testing

@Suite("Rows to decide on") struct RowLoaderTests {
  /// Ten administrators that ask for a row while as many reads are under way as there may be.
  private func askBehind(_ world: World, _ body: ([Task<CallError.Code?, Never>]) async -> Void) async throws {
    let busy = (0..<UInt64(Limits.rowReads)).map { account(10 + $0) }
    let behind = (0..<UInt64(10)).map { account(20 + $0) }
    for account in busy + behind { try await world.enable(account) }
    world.store.rows.close()
    let first = busy.map { create(member, by: $0, in: world) }
    await world.store.rows.holds(busy.count)
    let tasks = behind.map { create(account(100 + $0.number % 100), by: $0, in: world) }
    for _ in 0..<500 { await Task.yield() }
    world.store.rows.open()
    for task in first { #expect(await task.value == nil) }
    await body(tasks)
  }

  private func create(
    _ member: AccountID, by administrator: AccountID, in world: World
  ) -> Task<CallError.Code?, Never> {
    Task {
      await outcome { () throws(CallError) in
        _ = try await world.engine.perform(CreateMembers([.init(accountID: "\(member)")]), for: by(administrator))
      }
    }
  }

  @Test func areReadTogetherForAllWhoAskedDuringARead() async throws {
    let world = await World()
    let before = world.store.script.withLock(\.rowLoads)
    try await askBehind(world) { tasks in
      for task in tasks { #expect(await task.value == nil) }
    }
    let reads = world.store.script.withLock(\.rowLoads) - before
    #expect(reads <= Limits.rowReads + 2, "12 administrators took \(reads) reads")
    for number in UInt64(20)..<30 { #expect(try await world.members(of: account(number)).count == 1) }
  }

  @Test func thatCannotBeReadFailNobodyElse() async throws {
    let world = await World()
    let bad = account(25)
    world.store.script.withLock {
      $0.unreadable = .member(administrator: bad, member: account(100 + bad.number % 100))
    }
    try await askBehind(world) { tasks in
      for (number, task) in tasks.enumerated() {
        #expect(await task.value == (account(20 + UInt64(number)) == bad ? .unavailable : nil))
      }
    }
  }
}
