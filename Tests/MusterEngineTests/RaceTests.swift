import MusterModel
import Testing

@Suite("Two clients that act at once", .timeLimit(.minutes(2)))
struct RaceTests {
  private static let rounds = 40

  /// Many pairs of them at a time, so that their calls meet in one commit and in several.
  @Test("come to what the specification allows, and both sides see the same", arguments: Race.all, StoreKind.allCases)
  func race(_ race: Race, _ store: StoreKind) async throws {
    try await store.run { world in
      let outcomes = try await withThrowingTaskGroup(of: String.self) { group in
        for round in 0..<Self.rounds { group.addTask { try await race.run(round: round, in: world) } }
        return try await group.reduce(into: Set<String>()) { $0.insert($1) }
      }
      #expect(outcomes == race.outcomes)
      #expect(CommitHistory(world.store.done).complaints == [])
    }
  }
}
