import MusterModel
import TestFixtures
import Testing

@Suite("CreateMembers")
struct CreateMembersTests {
  let admin = account(111_111_111_111)
  let other = account(333_333_333_333)
  let new = account(222_222_222_222)

  private func create(_ accounts: String...) -> CreateMembers {
    CreateMembers(accounts.map { AccountDetails(accountID: $0) })
  }

  @Test("adds a row, and expects its own hub, standing and roster to stay as they are")
  func adds() throws {
    var world = World(admin)
    let call = CreateMembers([AccountDetails(accountID: "\(new)", email: " Security@Example.COM ")])
    let first = try world.decide(call, as: admin)
    let row = MemberRow(email: " Security@Example.COM ", status: .created, updatedAt: world.now)
    #expect(first.output == [])
    #expect(first.changes == [.member(admin, new, row), .roster(admin, RosterRow(rows: 1, enabled: 0))])
    #expect(
      Set(first.expectations) == [.exists(.hub(admin)), .absent(.standing(admin)), .absent(.roster(admin))])

    try world.perform(call, as: admin)
    let revision = try #require(world.revision(of: .roster(admin)))
    let second = try world.decide(create("000000000000"), as: admin)
    #expect(second.changes.last == .roster(admin, RosterRow(rows: 2, enabled: 0)))
    #expect(second.expectations.contains(Expectation(.roster(admin), .unchanged(revision))))
  }

  @Test("needs a hub, and no hub of the account it adds")
  func needsHub() throws {
    var world = World()
    expect(.invalidAccess, "Account \(admin) is not subscribed to AWS Security Hub") {
      try world.perform(create("\(new)"), as: admin)
    }
    #expect(world.rows.isEmpty)
  }

  @Test("leaves a row of any status as it is (P1)", arguments: MemberStatus.allCases)
  func refusesExisting(_ status: MemberStatus) throws {
    var world = World(admin, new)
    world.associate(admin, new, status)
    let before = world.rows
    let call = CreateMembers([AccountDetails(accountID: "\(new)", email: "other@example.com")])
    #expect(try world.perform(call, as: admin).pairs == [["\(new)", Sentence.alreadyMember]])
    #expect(world.rows == before)
    #expect(try world.decide(call, as: admin).expectations.isEmpty)
  }

  @Test("refuses the caller itself (P2)")
  func refusesItself() throws {
    var world = World(admin)
    #expect(try world.perform(create("\(admin)"), as: admin).pairs == [["\(admin)", Sentence.ownMember]])
  }

  @Test("refuses every account of a caller that is a member itself (P3)")
  func refusesMembers() throws {
    var world = World(admin, other)
    world.associate(other, admin, .enabled)
    #expect(
      try world.perform(create("\(new)", "000000000000"), as: admin).pairs
        == [["\(new)", Sentence.memberCannotCreate(admin)], ["000000000000", Sentence.memberCannotCreate(admin)]])
    #expect(world.roster(admin) == nil)
  }

  @Test(
    "refuses ids that are not 12 digits, one by one (P5)",
    arguments: [
      "1", "22222222222", "2222222222222", "22222222222a", " 222222222222", "222222222222 ", "２２２２２２２２２２２２", "\u{0}",
    ])
  func refusesMalformed(_ id: String) throws {
    var world = World(admin)
    #expect(
      try world.perform(create(id, "\(new)", id), as: admin).pairs
        == Array(repeating: [id, Sentence.malformed(id)], count: 2))
    #expect(world.row(admin, new)?.status == .created)
  }

  @Test("adds as many as the quota lets, in request order, and says so of the rest (P4)")
  func fillsRoster() throws {
    var world = World(admin)
    world.quotas = Quotas(rosterRows: 3)
    try world.perform(create("000000000001"), as: admin)
    #expect(
      try world.perform(create("000000000009", "000000000001", "000000000008", "000000000007"), as: admin).pairs
        == [["000000000001", Sentence.alreadyMember], ["000000000007", Sentence.rosterFull(3)]])
    #expect(world.roster(admin) == RosterRow(rows: 3))
    #expect(world.row(admin, account(8)) != nil && world.row(admin, account(7)) == nil)
  }

  @Test("is refused whole when the quota left no room for anything (D19)")
  func refusesWhenFull() throws {
    var world = World(admin)
    world.quotas = Quotas(rosterRows: 1)
    try world.perform(create("000000000001"), as: admin)
    // Accounts refused for another reason do not make it a success.
    for call in [create("\(new)"), create("000000000001", "\(new)", "x"), create("\(admin)", "\(new)")] {
      expect(.limitExceeded, "Account \(admin) has the maximum number of allowed members, 1") {
        try world.perform(call, as: admin)
      }
    }
    // And where none was refused for the quota, it is none.
    #expect(try world.perform(create("000000000001", "x"), as: admin).count == 2)
  }

  @Test("counts rows of every status against the quota")
  func countsEveryStatus() throws {
    var world = World(admin)
    for (index, status) in MemberStatus.allCases.enumerated() {
      let member = account(index)
      world.put(.hub(member, .sample))
      world.associate(admin, member, status)
    }
    world.quotas = Quotas(rosterRows: 6)
    #expect(try world.perform(create("\(new)", "\(other)"), as: admin).pairs == [["\(other)", Sentence.rosterFull(6)]])
  }

  @Test("takes an id that is sent twice once (P1 for the second)")
  func repeats() throws {
    var world = World(admin)
    let call = CreateMembers([
      AccountDetails(accountID: "\(new)", email: "first@example.com"),
      AccountDetails(accountID: "\(new)", email: "second@example.com"),
    ])
    #expect(try world.perform(call, as: admin).pairs == [["\(new)", Sentence.alreadyMember]])
    #expect(world.row(admin, new)?.email == "first@example.com")
    #expect(world.roster(admin) == RosterRow(rows: 1))
  }

  @Test("gives the first reason of several: P5, P2, P3, P1, P4")
  func precedence() throws {
    var world = World(admin, other)
    world.quotas = Quotas(rosterRows: 1)
    world.associate(admin, new, .created)
    // Full, and the account is there: P1 before P4.
    #expect(try world.perform(create("\(new)"), as: admin).pairs == [["\(new)", Sentence.alreadyMember]])
    world.associate(other, admin, .enabled)
    // A member besides: P3 before P1 and P4, P2 and P5 before P3.
    #expect(
      try world.perform(create("\(new)", "000000000009", "\(admin)", "x"), as: admin).pairs
        == [
          ["\(new)", Sentence.memberCannotCreate(admin)], ["000000000009", Sentence.memberCannotCreate(admin)],
          ["\(admin)", Sentence.ownMember], ["x", Sentence.malformed("x")],
        ])
  }

  @Test("refuses lists out of bounds whole")
  func bounds() throws {
    let details = (0..<51).map { AccountDetails(accountID: "\(account($0))") }
    try CreateMembers(Array(details.prefix(50))).checkShape()
    expect(.invalidInput, "AccountDetails has 51 entries; send 1 to 50 per call.") {
      try CreateMembers(details).checkShape()
    }
    expect(.invalidInput, "AccountDetails has 0 entries") { try CreateMembers([]).checkShape() }
  }

  @Test("refuses blank and overlong fields whole, naming them")
  func fields() throws {
    let good = AccountDetails(accountID: "\(new)")
    for blank in ["", " ", "\t\r\n", "\u{3000}"] {
      expect(.invalidInput, "AccountDetails[1].AccountId is missing or blank") {
        try CreateMembers([good, AccountDetails(accountID: blank)]).checkShape()
      }
      expect(.invalidInput, "AccountDetails[0].Email is missing or blank") {
        try CreateMembers([AccountDetails(accountID: "1", email: blank)]).checkShape()
      }
    }
    // An accent on a space is something that is not white space.
    try CreateMembers([AccountDetails(accountID: "1", email: " \u{301}")]).checkShape()
    let long = String(repeating: "é", count: 512)
    try CreateMembers([AccountDetails(accountID: String(repeating: "x", count: 64), email: long)]).checkShape()
    expect(.invalidInput, "AccountDetails[0].Email has 1025 bytes; at most 1024 are allowed.") {
      try CreateMembers([AccountDetails(accountID: "1", email: long + "x")]).checkShape()
    }
    expect(.invalidInput, "AccountDetails[1].AccountId has 65 bytes") {
      try CreateMembers([good, AccountDetails(accountID: String(repeating: "x", count: 65))]).checkShape()
    }
  }
}
