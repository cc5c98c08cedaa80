import MusterModel
import Synchronization
import TestFixtures
import TestSupport
import Testing

@testable import MusterEngine

/// Watches that begin while commits run, of a roster that several clients and its members change at random.
@Suite("Watches and changes at once", .timeLimit(.minutes(2))) struct WatchRaceTests {
  private static let membersOfRound: UInt64 = 6

  /// One round's administrator and its members, of which no other round knows.
  private struct Cast {
    let administrator: AccountID
    let members: [AccountID]
    /// Comes into the roster when everything else is over.
    let last: AccountID

    init(round: Int) {
      let first = 20_000 + UInt64(round) * (WatchRaceTests.membersOfRound + 2)
      administrator = MusterEngineTests.account(first)
      members = (1...WatchRaceTests.membersOfRound).map { MusterEngineTests.account(first + $0) }
      last = MusterEngineTests.account(first + WatchRaceTests.membersOfRound + 1)
    }
  }

  @Test("come to the roster that there is in the end, whenever they begin", arguments: StoreKind.allCases)
  func listingAndChangesMakeTheRoster(_ store: StoreKind) async throws {
    try await store.run { world in
      // A disk takes its time for each commit.
      try await playAll(store == .memory ? 150 : 40, in: world)
      #expect(CommitHistory(world.store.done).complaints == [])
    }
  }

  /// Where memory is so short that every roster leaves it as soon as it may, each watch loads its own while commits land.
  @Test("the same of rosters that are not in memory")
  func coldRosters() async throws {
    let store = ScriptedStore()
    store.script.withLock { $0.turnsAfterReading = 5 }
    try await playAll(100, in: World(store: store, viewBytes: 1))
  }

  /// Plays rounds at once, and then sees whether each watch told, from its marker on, exactly what became durable.
  private func playAll(_ rounds: Int, in world: World) async throws {
    let watchers = try await withThrowingTaskGroup(of: (AccountID, [Watcher]).self) { group in
      for round in 0..<rounds { group.addTask { try await play(round, in: world) } }
      return try await group.reduce(into: [AccountID: [Watcher]]()) { $0[$1.0] = $1.1 }
    }
    let durable = Dictionary(grouping: world.store.done.flatMap(\.changes), by: \.key.owner)
    #expect(watchers.count == rounds)
    var told = 0
    for (administrator, watchers) in watchers {
      let changes = (durable[administrator] ?? []).compactMap { MemberChange($0) }
      for watcher in watchers {
        told += watcher.changes.count
        #expect(watcher.changes == changes.suffix(watcher.changes.count), "of \(administrator)")
        // And the listing is what all that was before comes to: a change between the two would be lost.
        #expect(watcher.listing == Self.rows(after: changes.dropLast(watcher.changes.count)), "of \(administrator)")
        #expect(watcher.complaints == [], "of \(administrator)")
      }
    }
    // Some begin when all is over, but not all.
    #expect(told > rounds * 10)
  }

  private static func rows(after changes: some Sequence<MemberChange>) -> [AccountID: Member] {
    changes.reduce(into: [:]) { rows, change in
      switch change {
      case .member(let member): rows[member.accountID] = member
      case .removed(let account): rows[account] = nil
      }
    }
  }

  private func play(_ round: Int, in world: World) async throws -> (AccountID, [Watcher]) {
    let cast = Cast(round: round)
    try await world.enable(cast.administrator)
    for member in cast.members { try await world.enable(member) }
    let watchers = (0..<4).map { _ in Watcher() }
    var random = SplitMix(UInt64(round))
    let seeds = (0..<3).map { _ in random.next() }
    // Each begins at another moment of it, and reads at another pace.
    let leads = watchers.map { _ in Int.random(in: 0..<60, using: &random) }
    let readers = try await withThrowingTaskGroup(of: Task<Void, Never>?.self) { group in
      for seed in seeds {
        group.addTask {
          await act(SplitMix(seed), cast, in: world)
          return nil
        }
      }
      for (index, watcher) in watchers.enumerated() {
        group.addTask {
          for _ in 0..<leads[index] { await Task.yield() }
          let watch = try await world.engine.watch(WatchMembers(), for: by(cast.administrator))
          return watcher.follow(watch, turns: index)
        }
      }
      return try await group.reduce(into: [Task<Void, Never>]()) { readers, task in
        if let task { readers.append(task) }
      }
    }
    // Without it a watcher that is still behind may have the roster as it is in the end already, by chance.
    #expect(
      try await world.engine.perform(
        CreateMembers([.init(accountID: "\(cast.last)")]), for: by(cast.administrator)) == [])
    let members = try await world.members(of: cast.administrator)
    for watcher in watchers {
      await eventually { watcher.has(members) || watcher.end != nil }
      #expect(watcher.has(members), "round \(round): \(watcher.rows) is not \(members)")
      #expect(watcher.end == nil, "round \(round)")
    }
    for reader in readers { reader.cancel() }
    for reader in readers { await reader.value }
    return (cast.administrator, watchers)
  }

  /// What an administrator and its members do, at random. Whatever is refused changes nothing.
  private func act(_ seed: SplitMix, _ cast: Cast, in world: World) async {
    var random = seed
    let (engine, administrator) = (world.engine, by(cast.administrator))
    for _ in 0..<12 {
      // A call may be done without a wait: on one thread nobody else would have a turn until all of them are.
      await Task.yield()
      let member = cast.members[Int.random(in: 0..<cast.members.count, using: &random)]
      let (some, all) = (["\(member)"], cast.members.map(\.description))
      switch Int.random(in: 0..<9, using: &random) {
      case 0: _ = try? await engine.perform(CreateMembers(all.map { .init(accountID: $0) }), for: administrator)
      case 1: _ = try? await engine.perform(CreateMembers([.init(accountID: some[0], email: "e")]), for: administrator)
      case 2: _ = try? await engine.perform(InviteMembers(all), for: administrator)
      case 3: _ = await world.accepting(cast.administrator, by: member)()
      case 4: _ = try? await engine.perform(DeclineInvitations(["\(cast.administrator)"]), for: by(member))
      case 5: _ = try? await engine.perform(DisassociateFromAdministratorAccount(), for: by(member))
      case 6: _ = try? await engine.perform(DeleteInvitations(["\(cast.administrator)"]), for: by(member))
      case 7: _ = try? await engine.perform(DisassociateMembers(some), for: administrator)
      default: _ = try? await engine.perform(DeleteMembers(all), for: administrator)
      }
    }
  }
}
