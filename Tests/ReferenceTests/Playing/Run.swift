import MusterModel

/// A whole game, which its seed and the kind of store repeat.
struct Run: Sendable, CustomStringConvertible {
  let seed: UInt64
  let store: EngineUnderTest.StoreKind

  var moves: Int { store == .memory ? 2000 : 1000 }

  /// Every other game is played with room for few views at once.
  private var isCramped: Bool { !seed.isMultiple(of: 2) }
  private var viewBytes: Int { isCramped ? 8192 : 512 << 20 }

  var description: String { "MUSTER_SEED=\(seed), \(store) store" }

  /// What went wrong, with the moves that led there.
  struct Failure: Sendable {
    let complaint: String
    let moves: [Move]
  }

  /// Plays the game. Returns which rules it met, and what went wrong.
  func play() async throws -> (used: Set<Rule>, failure: Failure?) {
    var game = try await Game(store, viewBytes: viewBytes)
    var generator = MoveGenerator(seed: seed)
    var made: [Move] = []
    for number in 1...moves {
      made.append(number < moves ? generator.next(game.reference) : Move(action: .lookAround, milliseconds: 0))
      if let complaint = try await game.play(made[made.count - 1]) {
        await game.daemon.close()
        return (game.reference.used, Failure(complaint: complaint, moves: made))
      }
    }
    await game.daemon.close()
    return (game.reference.used, nil)
  }

  /// Leaves out moves for as long as the game still fails, larger stretches first: what remains is all needed, or
  /// nearly so.
  func shortest(_ failure: Failure, replays: Int = 400) async throws -> Failure {
    var best = failure
    var left = replays
    var stretch = max(1, best.moves.count / 2)
    while left > 0 {
      var end = best.moves.count
      while end > 0, left > 0 {
        var fewer = best.moves
        fewer.removeSubrange(max(0, end - stretch)..<min(end, fewer.count))
        left -= 1
        if let found = try await replay(fewer) { best = found }
        end -= stretch
      }
      if stretch == 1 { break }
      stretch = max(1, min(stretch / 2, best.moves.count / 2))
    }
    return best
  }

  /// Makes the moves up to the one that goes wrong; nil when none does.
  private func replay(_ moves: [Move]) async throws -> Failure? {
    var game = try await Game(store, viewBytes: viewBytes)
    for (index, move) in moves.enumerated() {
      if let complaint = try await game.play(move) {
        await game.daemon.close()
        return Failure(complaint: complaint, moves: Array(moves[...index]))
      }
    }
    await game.daemon.close()
    return nil
  }
}
