import Foundation
import MusterModel
import Testing

/// Ten thousand calls at random, each answered by the engine and by the naive reference; every answer is compared
/// completely, and now and then all that can be seen.
@Suite("A random game", .timeLimit(.minutes(3)))
struct RandomGameTests {
  @Test("of known seeds meets every rule, and is answered by the rules")
  func knownSeeds() async throws {
    let runs = (1...3).map { Run(seed: $0, store: .memory) } + [Run(seed: 4, store: .sqlite)]
    let used = try await withThrowingTaskGroup(of: Set<Rule>.self) { group in
      for run in runs { group.addTask { try await played(run) } }
      return try await group.reduce(into: Set<Rule>()) { $0.formUnion($1) }
    }
    let missed = Set(Rule.allCases).subtracting(used).map(\.rawValue).sorted()
    #expect(missed == [], "no game met these rules, so nothing is proven about them")
  }

  /// `MUSTER_SEED` repeats a game that failed.
  @Test("of a seed that nobody knows yet is answered by the rules", arguments: EngineUnderTest.StoreKind.allCases)
  func newSeed(_ store: EngineUnderTest.StoreKind) async throws {
    let given = ProcessInfo.processInfo.environment["MUSTER_SEED"]
    let seed = given.map { UInt64($0) } ?? UInt64.random(in: 0...0xFFFF_FFFF)
    guard let seed else {
      Issue.record("MUSTER_SEED=\(given ?? "") is no number; give it one that a failed game printed")
      return
    }
    _ = try await played(Run(seed: seed, store: store))
  }

  private func played(_ run: Run) async throws -> Set<Rule> {
    let (used, failure) = try await run.play()
    if let failure {
      let shortest = try await run.shortest(failure)
      let moves = shortest.moves.map { "  \($0)\n" }.joined()
      Issue.record(
        "\(run): move \(failure.moves.count) went wrong. These \(shortest.moves.count) suffice:\n\(moves)\(shortest.complaint)"
      )
    }
    return used
  }
}
