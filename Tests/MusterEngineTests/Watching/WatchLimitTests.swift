import MusterModel
import TestSupport
import Testing

@testable import MusterEngine

@Suite("How many watch", .timeLimit(.minutes(1))) struct WatchLimitTests {
  private func refusal(_ world: World, of account: AccountID) async -> CallError? {
    do throws(CallError) {
      _ = try await world.engine.watch(WatchMembers(), for: by(account))
      return nil
    } catch {
      return error
    }
  }

  @Test func asManyAsTheLimitsSayAndNoMore() async throws {
    let world = await World(watches: WatchLimits(total: 5, perAdministrator: 3))
    let other = account(3)
    try await world.enable(administrator, other)
    var mine: [any RosterWatch] = []
    for _ in 0..<3 { mine.append(try await world.engine.watch(WatchMembers(), for: by(administrator))) }
    #expect(
      await refusal(world, of: administrator)?.message
        == "Account \(administrator) is watched 3 times, which is the most; end one of these watches, or raise "
        + "watches-per-administrator in the daemon's configuration.")
    var others: [any RosterWatch] = []
    for _ in 0..<2 { others.append(try await world.engine.watch(WatchMembers(), for: by(other))) }
    #expect(
      await refusal(world, of: other)
        == CallError(
          .overloaded,
          "There are 5 watches, which is the most; end some, or raise watches in the daemon's configuration."))
    // Letting go of one makes room for one, of whichever roster.
    mine.removeLast()
    #expect(await refusal(world, of: other) == nil)
    #expect(await refusal(world, of: administrator) == nil)
    others.removeAll()
    mine.removeAll()
    for _ in 0..<3 { mine.append(try await world.engine.watch(WatchMembers(), for: by(administrator))) }
    #expect(await refusal(world, of: administrator)?.code == .overloaded)
    // One that ended by itself counts no more, though its watcher still holds it.
    _ = try await world.engine.perform(DisableSecurityHub(), for: by(administrator))
    try await world.enable(administrator)
    #expect(await refusal(world, of: administrator) == nil)
    #expect(mine.count == 3)
  }

  @Test func noneWhereTheLimitIsNone() async throws {
    let world = await World(watches: WatchLimits(total: 0))
    try await world.enable(administrator)
    #expect(await refusal(world, of: administrator)?.code == .overloaded)
  }
}
