import MusterModel
import Testing

/// Two clients that act at once.
struct Race: Sendable, CustomTestStringConvertible {
  /// What one client does; what became of it in a word.
  typealias Act = @Sendable () async -> String

  let testDescription: String
  /// What the specification allows: what becomes of the one, of the other, and how the associations stand then.
  let outcomes: Set<String>
  /// Brings a round's players where they race from.
  let prepare: @Sendable (World, Players) async throws -> (one: Act, other: Act)

  init(
    _ description: String, ends outcomes: Set<String>,
    _ prepare: @escaping @Sendable (World, Players) async throws -> (one: Act, other: Act)
  ) {
    testDescription = description
    self.outcomes = outcomes
    self.prepare = prepare
  }

  /// Races once, the one ahead by some turns or, where they are negative, the other. In the first two rounds the
  /// one that is ahead is done before the other begins.
  func run(round: Int, in world: World) async throws -> String {
    let players = Players(round: round)
    let (one, other) = try await prepare(world, players)
    let words: (String, String)
    switch round {
    case 0:
      let first = await one()
      words = (first, await other())
    case 1:
      let first = await other()
      words = (await one(), first)
    default:
      let lead = round % 23 - 11
      async let first = late(by: -lead, one)
      async let second = late(by: lead, other)
      words = await (first, second)
    }
    return "\(words.0), \(words.1): \(try await world.standings(of: players))"
  }

  private func late(by turns: Int, _ act: Act) async -> String {
    for _ in 0..<max(0, turns) { await Task.yield() }
    return await act()
  }
}

/// The accounts of one round, of which no other round knows.
struct Players: Sendable {
  let administrator: AccountID
  let member: AccountID
  let rival: AccountID

  init(round: Int) {
    administrator = account(UInt64(10_000 + 3 * round))
    member = account(UInt64(10_001 + 3 * round))
    rival = account(UInt64(10_002 + 3 * round))
  }

  var all: [(letter: String, account: AccountID)] { [("A", administrator), ("M", member), ("R", rival)] }
}
