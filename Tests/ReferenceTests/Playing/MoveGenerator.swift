import MusterModel
import TestFixtures

/// Makes moves at random: half of them sensible where things stand, so that associations come and go, the others
/// whatever comes to mind, ill-formed ids and stale names included. The same seed and the same answers so far give
/// the same moves.
struct MoveGenerator {
  private var random: SplitMix
  private let longEmail = String(repeating: "é", count: 512)

  init(seed: UInt64) {
    random = SplitMix(seed)
  }

  mutating func next(_ reference: Reference) -> Move {
    let milliseconds: Int64 = one(of: 40) ? -below(100_000) : one(of: 6) ? 0 : below(5000)
    switch below(150) {
    case 0: return Move(action: .restart, milliseconds: milliseconds)
    case 1, 2: return Move(action: .lookAround, milliseconds: milliseconds)
    default:
      // Most happens in one place, where it can collide.
      let region = one(of: 6) ? Game.regions[1] : Game.regions[0]
      let account = pick(Game.players)
      let request = request(account, region, reference)
      let action = Move.Action.call(request, by: account, in: region, looksAfter: one(of: 3))
      return Move(action: action, milliseconds: milliseconds)
    }
  }

  private mutating func request(_ account: AccountID, _ region: Region, _ reference: Reference) -> Request {
    let caller = Caller(account: account, region: region, now: Timestamp(milliseconds: 0))
    if reference.hub(of: caller) == nil, !one(of: 4) { return .enable(tags: one(of: 2) ? [:] : tags(), generator()) }
    switch below(100) {
    case 0..<14: return .create((0..<size()).map { _ in details(account) })
    case 14..<34: return .invite(rosterIDs(account, region, reference))
    case 34..<52: return accept(account, region, reference)
    case 52..<56: return .decline(ids(account, of: inviters(account, region, reference)))
    case 56..<61: return .deleteInvitations(ids(account, of: inviters(account, region, reference)))
    case 61..<65: return .leave
    case 65..<68: return .disassociate(rosterIDs(account, region, reference))
    case 68..<71: return .delete(rosterIDs(account, region, reference))
    case 71..<75: return .get(rosterIDs(account, region, reference))
    case 75..<82: return .listMembers(onlyAssociated: one(of: 4), size: pageSize(), page())
    case 82..<87: return .listInvitations(size: pageSize(), page())
    case 87: return pick([.count, .administrator])
    case 88: return .disable
    case 89: return aboutOrganization(account)
    case 90..<94: return one(of: 4) ? .recipients(id(account)) : .access((0..<pairs()).map { _ in pair(account) })
    default: return aboutHub(account, region)
    }
  }

  private mutating func aboutOrganization(_ account: AccountID) -> Request {
    switch below(5) {
    case 0: .organization(.enable(id(account)))
    case 1: .organization(.disable(id(account)))
    case 2: .organization(.list(size: pick([nil, 0, 1, 10, 11])))
    case 3: .organization(.describe)
    default: .organization(.update(autoEnable: pick([nil, true, false])))
    }
  }

  private mutating func pair(_ account: AccountID) -> AccessPair { AccessPair(viewer: id(account), owner: id(account)) }

  private mutating func pairs() -> Int { one(of: 40) ? pick([0, 10_000, 10_001]) : Int(below(4)) + 1 }

  private mutating func aboutHub(_ account: AccountID, _ region: Region) -> Request {
    switch below(8) {
    case 0: .enable(tags: tags(), generator())
    case 1: .describe(arn: one(of: 3) ? nil : arn(account, region))
    case 2: .update(controls: pick([nil, true, false]), one(of: 2) ? nil : generator())
    case 3...5: .tag(arn(account, region), tags())
    case 6: .untag(arn(account, region), keys: (0..<size()).map { _ in tagKey() })
    default: .listTags(arn(account, region))
    }
  }

  private mutating func accept(_ account: AccountID, _ region: Region, _ reference: Reference) -> Request {
    let open = reference.invitations(to: account, in: region).filter { $0.status != .enabled }
    let inviter = "\(pick(Game.players))"
    let sensible = open.isEmpty ? inviter : "\(pick(open).administrator)"
    switch below(10) {
    case 0: return .accept(inviter, pick([.former, .foreign]))
    case 1: return .accept(id(account), pick([.current, .text(text())]))
    case 2..<5: return .accept(sensible, .current)
    case 5: return .accept(sensible, .former)
    default: return .accept(inviter, .current)
    }
  }

  /// Who invited the account, or was invited by it.
  private func inviters(_ account: AccountID, _ region: Region, _ reference: Reference) -> [String] {
    let sent = reference.roster(of: account, in: region).filter { $0.invitation != nil }
    return reference.invitations(to: account, in: region).map { "\($0.administrator)" } + sent.map { "\($0.member)" }
  }

  private mutating func rosterIDs(_ account: AccountID, _ region: Region, _ reference: Reference) -> [String] {
    ids(account, of: reference.roster(of: account, in: region).map { "\($0.member)" })
  }

  /// One of `sensible` where there are any, and now and then several of anything.
  private mutating func ids(_ account: AccountID, of sensible: [String]) -> [String] {
    if one(of: 60) { return [] }
    if one(of: 80) { return Array(repeating: "\(account)", count: pick([1000, 1001])) }
    guard !one(of: 4) else { return (0..<size()).map { _ in id(account) } }
    return (0..<size()).map { _ in sensible.isEmpty || one(of: 5) ? "\(pick(Game.accounts))" : pick(sensible) }
  }

  private mutating func id(_ account: AccountID) -> String {
    switch below(10) {
    case 0: "\(account)"
    case 1: text()
    default: "\(pick(Game.accounts))"
    }
  }

  private mutating func details(_ account: AccountID) -> AccountDetails {
    var email = pick([nil, nil, "Security@Example.com", " a b ", longEmail])
    if one(of: 80) { email = pick(["", " \t", String(repeating: "x", count: 1025)]) }
    return AccountDetails(accountID: id(account), email: email)
  }

  /// What is no account id, and now and then not even a text that may stand for one.
  private mutating func text() -> String {
    if one(of: 5) { return pick(["", " ", "\t \n", String(repeating: "1", count: 65)]) }
    return pick([
      "1", "11111111111", "1111111111111", "11111111111x", "+11111111111", " 111111111111", "１１１１１１１１１１１１",
      "111111111111 ", String(repeating: "7", count: 64), "é", "'; --",
    ])
  }

  private mutating func size() -> Int { one(of: 50) ? pick([0, 50, 51]) : one(of: 2) ? 1 : Int(below(4)) + 1 }

  private mutating func pageSize() -> Int? {
    one(of: 15) ? pick([0, -1, 51, Int.max, Int.min]) : pick([nil, 1, 1, 1, 2, 3, 50])
  }

  private mutating func page() -> PageChoice {
    switch below(16) {
    case 0: .empty
    case 1: .foreign
    case 2: .forged
    case 3: .text(pick(["x", "é", " ", String(repeating: "0", count: 48), String(repeating: "a", count: 512)]))
    case 4: .text(String(repeating: "a", count: 513))
    case 5..<8: .absent
    default: .latest
    }
  }

  private mutating func arn(_ account: AccountID, _ region: Region) -> String {
    let own = "arn:\(region.name == "cn-north-1" ? "aws-cn" : "aws"):securityhub:\(region):\(account):hub/default"
    return pick([
      own, own, own, own, own + "x", "arn:aws:securityhub:\(region):\(pick(Game.players)):hub/default",
      "arn:aws:securityhub:\(pick(Game.regions)):\(account):hub/default", "arn:aws:s3:::bucket", "x", "", " ",
    ])
  }

  private mutating func tags() -> [String: String] {
    let count = one(of: 5) ? pick([0, 20, 30, 49, 50, 51]) : Int(below(3)) + 1
    var tags: [String: String] = [:]
    for number in 0..<count {
      tags[count > 3 ? "\(pick(["a", "b", "c"])):\(number)" : tagKey()] = pick(["", "v", "V V", "é"])
    }
    if one(of: 20) { tags["k"] = String(repeating: "v", count: pick([256, 257])) }
    return tags
  }

  private mutating func tagKey() -> String {
    if one(of: 20) { return pick(["", "aws:x", "a b", "a@b", "é", "[x]", String(repeating: "k", count: 129)]) }
    return pick(["team", "Team", "a:1", "b:2", "c:3", "x_y", "+,-./:;<=", "AWS:x", String(repeating: "k", count: 128)])
  }

  private mutating func generator() -> ControlFindingGenerator { pick([.standardControl, .securityControl]) }

  private mutating func below(_ bound: Int64) -> Int64 { Int64.random(in: 0..<bound, using: &random) }
  private mutating func one(of count: Int64) -> Bool { below(count) == 0 }
  private mutating func pick<Value>(_ values: [Value]) -> Value { values[Int(below(Int64(values.count)))] }
}
