import MusterModel
import TestFixtures
import Testing

@Suite("EnableSecurityHub")
struct EnableSecurityHubTests {
  let caller = account(111_111_111_111)

  @Test("makes a hub with the defaults of today")
  func defaults() throws {
    var world = World()
    let decision = try world.decide(EnableSecurityHub(), as: caller)
    let hub = HubRow(
      subscribedAt: world.now, autoEnableControls: true, controlFindingGenerator: .securityControl,
      enableDefaultStandards: true, tags: [:])
    #expect(decision.changes == [.hub(caller, hub)])
    #expect(decision.expectations == [.absent(.hub(caller))])
  }

  @Test("keeps what it was asked for")
  func settings() throws {
    var world = World()
    try world.perform(
      EnableSecurityHub(
        tags: ["team": ""], enableDefaultStandards: false, controlFindingGenerator: .standardControl), as: caller)
    let hub = HubRow(
      subscribedAt: world.now, controlFindingGenerator: .standardControl, enableDefaultStandards: false,
      tags: ["team": ""])
    #expect(world.rows[.hub(caller)]?.content == .hub(hub))
  }

  @Test("is refused when there is a hub, which stays as it is")
  func twice() throws {
    var world = World(caller)
    let before = world.rows
    expect(.resourceConflict, "Account is already subscribed to Security Hub") {
      try world.perform(EnableSecurityHub(tags: ["a": "b"]), as: caller)
    }
    #expect(world.rows == before)
  }

  @Test("takes any tag of the service model's class")
  func goodTags() throws {
    let keys = [
      "a", "Z", "+,-./:;<=", "0123456789", "_", "aws", "AWS:x", "x-aws:y", String(repeating: "k", count: 128),
    ]
    for key in keys { try EnableSecurityHub(tags: [key: ""]).checkShape() }
    try EnableSecurityHub(tags: ["k": String(repeating: "字", count: 256)]).checkShape()
    try EnableSecurityHub(tags: Dictionary(uniqueKeysWithValues: (0..<50).map { ("k\($0)", "v") })).checkShape()
  }

  @Test(
    "refuses any other tag", arguments: ["", " ", "a b", "a@b", "é", "aws:x", "k>", "k?", "k!", "k*", "k#", "k\u{0}"])
  func badTagKeys(_ key: String) {
    expect(.invalidInput, "key") { try EnableSecurityHub(tags: ["good": "", key: ""]).checkShape() }
  }

  @Test("refuses tags that are too many or too long")
  func tooManyTags() {
    expect(.invalidInput, "Tags has 51 entries; a hub can have 50.") {
      try EnableSecurityHub(tags: Dictionary(uniqueKeysWithValues: (0..<51).map { ("k\($0)", "") })).checkShape()
    }
    expect(.invalidInput, "has 129 characters") {
      try EnableSecurityHub(tags: [String(repeating: "k", count: 129): ""]).checkShape()
    }
    expect(.invalidInput, "has 257 characters") {
      try EnableSecurityHub(tags: ["k": String(repeating: "v", count: 257)]).checkShape()
    }
  }
}
