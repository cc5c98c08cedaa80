import MusterModel
import TestFixtures
import Testing

/// Heads in a dictionary: what is not in it is not at hand.
private struct KnownHeads: Heads {
  var heads: [AccountID: Head] = [:]
  func head(of account: AccountID) -> Head? { heads[account] }
}

@Suite("Access")
struct AccessTests {
  private let admin = account(1)
  private let member = account(2)
  private let loner = account(3)
  private let nobody = account(4)
  private let heads: KnownHeads

  init() {
    let hub = Stored(HubRow.sample, at: Revision(1))
    let standing = Stored(StandingRow.sample(under: account(1)), at: Revision(2))
    heads = KnownHeads(heads: [
      account(1): Head(hub: hub), account(2): Head(hub: hub, standing: standing), account(3): Head(hub: hub),
      account(4): Head(),
    ])
  }

  private func reason(_ viewer: String, _ owner: String) -> AccessReason? {
    CheckAccess(viewer: viewer, owner: owner).answer(from: heads, to: everything)
  }

  @Test("is the owner's and its administrator's, and nobody else's")
  func table() {
    #expect(reason("\(member)", "\(member)") == .sameAccount)
    #expect(reason("\(admin)", "\(member)") == .administrator)
    #expect(reason("\(member)", "\(admin)") == .notAssociated)
    #expect(reason("\(loner)", "\(member)") == .notAssociated)
    #expect(reason("\(nobody)", "\(member)") == .notAssociated)
    #expect(reason("\(admin)", "\(nobody)") == .ownerNotEnabled)
    #expect(reason("\(nobody)", "\(nobody)") == .ownerNotEnabled)
  }

  @Test("is nobody's who is no account", arguments: ["1", "00000000000a", "0000000000001", "٠٠٠٠٠٠٠٠٠٠٠١"])
  func illFormed(_ text: String) {
    #expect(reason(text, "\(member)") == .invalidAccount)
    #expect(reason("\(member)", text) == .invalidAccount)
    #expect(reason(text, text) == .invalidAccount)
    expect(.invalidInput, "Owner is \"\(text)\"; an account id is exactly 12 digits.") {
      try ResolveRecipients(owner: text).checkShape()
    }
  }

  @Test("is told only when the owner's head is at hand")
  func notAtHand() {
    let stranger = "\(account(9))"
    #expect(reason("\(admin)", stranger) == nil)
    #expect(reason(stranger, "\(member)") == .notAssociated)
    #expect(BatchCheckAccess([.init(viewer: stranger, owner: stranger)]).answer(from: heads, to: everything) == nil)
    #expect(ResolveRecipients(owner: stranger).answer(from: heads, to: everything) == nil)
  }

  @Test("is exactly the recipients'")
  func recipients() {
    #expect(ResolveRecipients(owner: "\(member)").answer(from: heads, to: everything) == [member, admin])
    #expect(ResolveRecipients(owner: "\(admin)").answer(from: heads, to: everything) == [admin])
    #expect(ResolveRecipients(owner: "\(nobody)").answer(from: heads, to: everything) == [])
    for owner in heads.heads.keys {
      let recipients = ResolveRecipients(owner: "\(owner)").answer(from: heads, to: everything) ?? []
      for viewer in heads.heads.keys {
        #expect(reason("\(viewer)", "\(owner)")?.isAllowed == recipients.contains(viewer))
      }
    }
  }

  @Test("is asked for many pairs at once, and answered in their order")
  func batch() {
    let pairs = [
      AccessPair(viewer: "\(admin)", owner: "\(member)"), AccessPair(viewer: "x", owner: "\(member)"),
      AccessPair(viewer: "\(loner)", owner: "\(loner)"), AccessPair(viewer: "\(admin)", owner: "\(member)"),
    ]
    let batch = BatchCheckAccess(pairs)
    #expect(
      batch.answer(from: heads, to: everything) == [.administrator, .invalidAccount, .sameAccount, .administrator])
    #expect(batch.owners == [member, loner, member])
    #expect(batch.lookups == 4)
  }

  @Test("has limits, and names the pair that is wrong")
  func shapes() {
    expect(.invalidInput, "Pairs has 0 entries; send 1 to 10000 per call.") { try BatchCheckAccess([]).checkShape() }
    let pair = AccessPair(viewer: "\(admin)", owner: "\(member)")
    #expect(throws: Never.self) {
      try BatchCheckAccess(Array(repeating: pair, count: 10_000)).checkShape()
    }
    expect(.invalidInput, "Pairs has 10001 entries") {
      try BatchCheckAccess(Array(repeating: pair, count: 10_001)).checkShape()
    }
    expect(.invalidInput, "Pairs[1].Owner is missing or blank") {
      try BatchCheckAccess([pair, .init(viewer: "\(admin)", owner: " ")]).checkShape()
    }
    expect(.invalidInput, "Viewer has 65 bytes; at most 64") {
      try CheckAccess(viewer: String(repeating: "1", count: 65), owner: "\(admin)").checkShape()
    }
    expect(.invalidInput, "Owner is missing or blank") { try ResolveRecipients(owner: "").checkShape() }
  }

  @Test("may be asked about by whom either account was granted to")
  func grants() throws {
    func mine(_ operation: MusterModel.Operation) -> ReadableAccounts {
      readable(Grant(to: .user(7), for: .only([admin]), allowing: .read), in: operation)
    }
    try CheckAccess(viewer: "\(admin)", owner: "\(member)").check(mine(.checkAccess))
    try CheckAccess(viewer: "\(member)", owner: "\(admin)").check(mine(.checkAccess))
    try CheckAccess(viewer: "no account", owner: "\(admin)").check(mine(.checkAccess))
    try ResolveRecipients(owner: "\(admin)").check(mine(.resolveRecipients))
    let granted = AccessPair(viewer: "\(admin)", owner: "\(loner)")
    let refused = AccessPair(viewer: "\(member)", owner: "\(loner)")
    try BatchCheckAccess([granted, granted]).check(mine(.batchCheckAccess))
    expect(
      .accessDenied,
      "User 7 is not authorized to perform BatchCheckAccess for account \(member) or \(loner); a grant to read"
    ) { try BatchCheckAccess([granted, refused]).check(mine(.batchCheckAccess)) }
    expect(.accessDenied, "CheckAccess for account x or y") {
      try CheckAccess(viewer: "x", owner: "y").check(mine(.checkAccess))
    }
    expect(.accessDenied, "ResolveRecipients for account \(member)") {
      try ResolveRecipients(owner: "\(member)").check(mine(.resolveRecipients))
    }
    try CheckAccess(viewer: "x", owner: "y").check(everything)
    expect(.accessDenied, "User 7") {
      try CheckAccess(viewer: "\(admin)", owner: "\(admin)")
        .check(readable(Grant(to: .user(7), for: .all, allowing: .adminService), in: .checkAccess))
    }
  }

  @Test("tells of a missing hub only who may read its account")
  func hubsAreNotProbed() {
    let viewerOnly = readable(Grant(to: .user(7), for: .only([admin]), allowing: .read), in: .checkAccess)
    let question = CheckAccess(viewer: "\(admin)", owner: "\(nobody)")
    #expect(question.answer(from: heads, to: everything) == .ownerNotEnabled)
    #expect(question.answer(from: heads, to: viewerOnly) == .notAssociated)
    #expect(BatchCheckAccess([question.pair]).answer(from: heads, to: viewerOnly) == [.notAssociated])
    #expect(
      CheckAccess(viewer: "\(member)", owner: "\(admin)").answer(from: heads, to: viewerOnly) == .notAssociated)
    #expect(
      CheckAccess(viewer: "\(admin)", owner: "\(member)").answer(from: heads, to: viewerOnly) == .administrator)
  }

  private func readable(_ grant: Grant, in operation: MusterModel.Operation) -> ReadableAccounts {
    Grants([grant]).reading(by: Peer(processID: 1, userID: 7, groupID: 7), in: operation)
  }

  private var everything: ReadableAccounts {
    readable(Grant(to: .user(7), for: .all, allowing: .read), in: .checkAccess)
  }
}
