import MusterModel
import TestFixtures
import Testing

@Suite("DisableSecurityHub, UpdateSecurityHubConfiguration and tags")
struct HubCallsTests {
  let caller = account(111_111_111_111)
  let other = account(222_222_222_222)
  let third = account(333_333_333_333)
  let arn = "arn:aws:securityhub:us-east-1:111111111111:hub/default"

  // MARK: Disabling (spec 3.5)

  @Test("disabling ends in one of four ways")
  func disabling() throws {
    var world = World()
    expect(.invalidAccess, "Account \(caller) is not subscribed to AWS Security Hub") {
      try world.perform(DisableSecurityHub(), as: caller)
    }
    world = World(caller, other)
    world.associate(other, caller, .enabled)
    expect(.invalidInput, "Member account cannot disable Security Hub") {
      try world.perform(DisableSecurityHub(), as: caller)
    }
    let error = #expect(throws: CallError.self) { try world.perform(DisableSecurityHub(), as: other) }
    #expect(error?.code == .invalidInput)
    #expect(error?.message.hasPrefix("Cannot disable Security Hub on the Security Hub administrator") == true)
    try world.perform(DisassociateMembers(["\(caller)"]), as: other)
    for account in [other, caller] { try world.perform(DisableSecurityHub(), as: account) }
    #expect(world.rows.isEmpty)
    expect(.invalidAccess, "not subscribed") { try world.perform(DisableSecurityHub(), as: caller) }
  }

  @Test("disabling takes the rows and sent invitations along, and leaves the received ones (D15)")
  func survivors() throws {
    var world = World(caller, other, third)
    world.associate(caller, third, .invited)
    for (index, status) in [MemberStatus.created, .invited, .resigned, .removed].enumerated() {
      world.associate(caller, account(index), status)
    }
    world.associate(other, caller, .invited)
    world.associate(third, caller, .resigned)
    let decision = try world.decide(DisableSecurityHub(), as: caller)
    #expect(
      Set(decision.expectations) == [
        .absent(.standing(caller)),
        Expectation(.hub(caller), .unchanged(try #require(world.revision(of: .hub(caller))))),
        Expectation(.roster(caller), .unchanged(try #require(world.revision(of: .roster(caller))))),
      ])
    let received = try world.answer(ListInvitations(), as: caller).items
    try world.perform(DisableSecurityHub(), as: caller)
    #expect(
      Set(world.rows.keys) == [
        .hub(other), .hub(third), .roster(other), .roster(third), .member(administrator: other, member: caller),
        .member(administrator: third, member: caller), .invitation(member: caller, administrator: other),
        .invitation(member: caller, administrator: third),
      ])
    world.now = time(2_000_000)
    try world.perform(EnableSecurityHub(tags: ["new": ""]), as: caller)
    #expect(try world.answer(ListInvitations(), as: caller).items == received)
    #expect(try world.answer(DescribeHub(), as: caller).subscribedAt == world.now)
    #expect(try world.answer(ListTagsForResource(arn), as: caller) == ["new": ""])
    #expect(world.outcome("Accept (M)", other, caller) == "Enabled")
  }

  // MARK: Settings

  @Test("settings change where they are given")
  func settings() throws {
    var world = World(caller)
    #expect(try world.decide(UpdateSecurityHubConfiguration(), as: caller).changes == [])
    try world.perform(UpdateSecurityHubConfiguration(autoEnableControls: false), as: caller)
    try world.perform(UpdateSecurityHubConfiguration(controlFindingGenerator: .standardControl), as: caller)
    let revision = try #require(world.revision(of: .hub(caller)))
    let hub = HubRow(subscribedAt: time(0), autoEnableControls: false, controlFindingGenerator: .standardControl)
    #expect(world.rows[.hub(caller)]?.content == .hub(hub))
    let decision = try world.decide(UpdateSecurityHubConfiguration(autoEnableControls: true), as: caller)
    #expect(decision.expectations == [Expectation(.hub(caller), .unchanged(revision))])
  }

  // MARK: Tags (spec 4.10)

  @Test("tags merge, the later value wins, and keys that are not there are ignored")
  func tags() throws {
    var world = World(caller)
    #expect(try world.answer(ListTagsForResource(arn), as: caller) == [:])
    try world.perform(TagResource(arn, tags: ["a": "1", "b": "2"]), as: caller)
    try world.perform(TagResource(arn, tags: ["b": "3"]), as: caller)
    #expect(try world.answer(ListTagsForResource(arn), as: caller) == ["a": "1", "b": "3"])
    #expect(try world.decide(UntagResource(arn, tagKeys: ["x"]), as: caller).changes == [])
    try world.perform(UntagResource(arn, tagKeys: ["a", "a", "x"]), as: caller)
    #expect(try world.answer(ListTagsForResource(arn), as: caller) == ["b": "3"])
  }

  @Test("an error shows the beginning of a long key, also of one that is a single character to Swift")
  func longKeys() throws {
    let key = "e" + String(repeating: "\u{301}", count: 10_000)
    let error = #expect(throws: CallError.self) { try UntagResource(arn, tagKeys: [key]).checkShape() }
    #expect(error?.code == .invalidInput)
    #expect(try #require(error).message.utf8.count < 300)
  }

  @Test("a value that only its bytes tell from the old one is a new value")
  func spellings() throws {
    var world = World(caller)
    try world.perform(TagResource(arn, tags: ["a": "caf\u{E9}"]), as: caller)
    try world.perform(TagResource(arn, tags: ["a": "cafe\u{301}"]), as: caller)
    let kept = try #require(try world.answer(ListTagsForResource(arn), as: caller)["a"])
    #expect(kept.unicodeScalars.count == 5)
    #expect(try world.decide(TagResource(arn, tags: ["a": "cafe\u{301}"]), as: caller).changes == [])
  }

  @Test("tags are 50 at most after merging")
  func tooMany() throws {
    var world = World(caller)
    let fifty = Dictionary(uniqueKeysWithValues: (0..<50).map { ("k\($0)", "") })
    try world.perform(TagResource(arn, tags: fifty), as: caller)
    try world.perform(TagResource(arn, tags: ["k0": "new"]), as: caller)
    let before = world.rows
    expect(.invalidInput, "51 tags") { try world.perform(TagResource(arn, tags: ["more": ""]), as: caller) }
    #expect(world.rows == before)
    expect(.invalidInput, "Tags") { try world.perform(TagResource(arn, tags: [:]), as: caller) }
    expect(.invalidInput, "TagKeys") { try world.perform(UntagResource(arn, tagKeys: []), as: caller) }
    let keys = (0..<51).map { "k\($0)" }
    expect(.invalidInput, "TagKeys") { try world.perform(UntagResource(arn, tagKeys: keys), as: caller) }
  }

  @Test(
    "tags are for the caller's own hub, and an ARN of another form is invalid",
    arguments: [
      ("arn:aws:securityhub:us-east-1:222222222222:hub/default", CallError.Code.resourceNotFound),
      ("arn:aws:securityhub:eu-west-1:111111111111:hub/default", .resourceNotFound),
      ("arn:aws:securityhub:us-east-1:111111111111:hub/default ", .resourceNotFound),
      ("arn:aws:securityhub:", .resourceNotFound), ("arn:aws-cn:securityhub:x", .invalidInput), ("", .invalidInput),
    ])
  func otherARNs(_ arn: String, _ code: CallError.Code) {
    var world = World(caller, other)
    expect(code, "") { try world.perform(TagResource(arn, tags: ["a": ""]), as: caller) }
    expect(code, "") { try world.perform(UntagResource(arn, tagKeys: ["a"]), as: caller) }
    expect(code, "") { _ = try world.answer(ListTagsForResource(arn), as: caller) }
  }

  @Test("without a hub there is nothing to tag: not found, and not 'not subscribed' (D1)")
  func noHub() {
    var world = World()
    expect(.resourceNotFound, "") { try world.perform(TagResource(arn, tags: ["a": ""]), as: caller) }
    expect(.resourceNotFound, "") { try world.perform(UntagResource(arn, tagKeys: ["a"]), as: caller) }
    expect(.resourceNotFound, "") { _ = try world.answer(ListTagsForResource(arn), as: caller) }
  }
}
