import MusterModel
import TestFixtures
import Testing

@Suite("A tenant's view")
struct TenantViewTests {
  let owner = account(1)
  let other = account(2)

  private var rows: [Change] {
    [
      .hub(owner, .sample), .standing(owner, .sample(under: other)), .roster(owner, RosterRow(rows: 1)),
      .member(owner, other, .sample()), .invitation(owner, from: other, .sample()),
    ]
  }

  @Test("knows of each row which part shows it, and whose")
  func partsShowRows() {
    let parts = [ViewPart.head(owner), .roster(owner), .invitations(owner)]
    for (change, shown) in zip(rows, [parts[0], parts[0], parts[0], parts[1], parts[2]]) {
      #expect(change.key.owner == owner)
      for part in parts { #expect(part.shows(change.key) == (part == shown)) }
      for part in [ViewPart.head(other), .roster(other), .invitations(other)] { #expect(!part.shows(change.key)) }
    }
  }

  @Test("shows what was put and deleted, in the parts it holds")
  func appliesChanges() throws {
    for part in [ViewPart.head(owner), .roster(owner), .invitations(owner)] {
      var view = TenantView(part)
      #expect(view.holds(part))
      for (number, change) in rows.enumerated() {
        let revision = Revision(UInt64(number + 1))
        view.apply(change, at: revision)
        if part.shows(change.key) {
          let stored = try #require(view.row(change.key))
          #expect(stored == change.row.map { Stored($0, at: revision) })
          view.apply(change.deletion, at: revision.next)
          let deleted = try #require(view.row(change.key))
          #expect(deleted == nil)
        } else {
          // Not in memory, which is not the same as not there.
          #expect(view.row(change.key) == nil as Stored<Row>??)
        }
      }
    }
  }

  @Test("keeps the Enabled ids and the bytes of addresses in step with the rows", arguments: 0..<4)
  func keepsEnabledInStep(_ round: Int) {
    let seed = UInt64.random(in: 0...UInt64.max)
    print("keepsEnabledInStep \(round): seed \(seed)")
    var random = SplitMix(seed)
    var view = TenantView(.roster(owner))
    var naive: [AccountID: MemberRow] = [:]
    for step in 0..<3000 {
      let member = account(UInt64.random(in: 2...600, using: &random))
      var row = MemberStatus.allCases.randomElement(using: &random).map(MemberRow.sample)
      row?.email =
        Bool.random(using: &random) ? nil : String(repeating: "x", count: Int.random(in: 1...9, using: &random))
      if Int.random(in: 0..<4, using: &random) == 0 { row = nil }
      view.apply(.member(owner, member, row), at: Revision(UInt64(step)))
      naive[member] = row
    }
    let sorted = naive.sorted { $0.key < $1.key }
    let members = view.roster?.members.pairs(after: nil, limit: 1000) ?? []
    #expect(members.map(\.0) == sorted.map(\.key))
    #expect(members.map(\.1.content) == sorted.map(\.value))
    let enabled = view.roster?.enabled.pairs(after: nil, limit: 1000) ?? []
    #expect(enabled.map(\.0) == sorted.filter { $0.value.status == .enabled }.map(\.key))
    #expect(view.roster?.emailBytes == naive.values.reduce(0) { $0 + ($1.email?.utf8.count ?? 0) })

    let made = RosterView(members)
    #expect(made.emailBytes == view.roster?.emailBytes)
    #expect(made.enabled.pairs(after: nil, limit: 1000).map(\.0) == enabled.map(\.0))
  }
}

extension Change {
  fileprivate var deletion: Change {
    switch key {
    case .hub(let account): .hub(account, nil)
    case .standing(let account): .standing(account, nil)
    case .roster(let account): .roster(account, nil)
    case .member(let administrator, let member): .member(administrator, member, nil)
    case .invitation(let member, let administrator): .invitation(member, from: administrator, nil)
    }
  }
}
