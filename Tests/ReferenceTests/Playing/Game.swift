import MusterModel
import TestFixtures

/// The same moves made by the daemon and by the reference, side by side.
struct Game {
  /// What is small collides: few accounts, of which the last never has a hub, and rosters of three rows.
  static let accounts = [1, 111_111_111_111, 222_222_222_222, 333_333_333_333, 999_999_999_999, 123_456_789_012]
    .map { account($0) }
  static let players = Array(accounts.dropLast())
  /// In two partitions.
  static let regions = [region("us-east-1"), region("cn-north-1")]
  static let quota = 3

  let daemon: EngineUnderTest
  var reference = Reference(quota: Game.quota)
  var names = Names()
  private(set) var now: Int64 = 1_600_000_000_000

  /// A daemon that keeps few views in memory has to load and to let go all the time.
  init(_ kind: EngineUnderTest.StoreKind, viewBytes: Int) async throws {
    daemon = try await EngineUnderTest(kind, quota: Self.quota, viewBytes: viewBytes)
  }

  /// Makes a move on both sides. Returns what the daemon did wrong.
  mutating func play(_ move: Move) async throws -> String? {
    now += move.milliseconds
    daemon.setClock(to: Timestamp(milliseconds: now))
    switch move.action {
    case .call(let request, let account, let region, let looksAfter):
      if let complaint = await play(request, by: account, in: region) { return complaint }
      return looksAfter ? await look(at: account, in: region).complaint : nil
    case .lookAround: return await lookAround()
    case .restart:
      try await daemon.restart()
      return nil
    }
  }

  private mutating func play(_ request: Request, by account: AccountID, in region: Region) async -> String? {
    // To accept an invitation, one has to look it up.
    if case .accept = request {
      let looking = await judge(.listInvitations(size: nil, .absent), by: account, in: region)
      if let complaint = looking.complaint { return complaint }
    }
    return await judge(request, by: account, in: region).complaint
  }

  mutating func judge(
    _ request: Request, by account: AccountID, in region: Region
  ) async -> (answer: Answer, complaint: String?) {
    let caller = Caller(account: account, region: region, now: Timestamp(milliseconds: now))
    let (answer, expected) = await ask(request, caller)
    let complaint = names.complaint(answer, expected, of: Self.list(of: request, caller))
    return (answer, complaint.map { "\(account) in \(region) asked \(request)\n  and was told \(answer)\n  but \($0)" })
  }
}
