import MusterModel
import TestFixtures
import Testing

extension StoreConformance {
  /// One row of every kind, about `admin` and `member`.
  var oneOfEach: [Change] {
    [
      .hub(admin, .sample), .standing(member, .sample(under: admin)), .roster(admin, RosterRow(rows: 1, enabled: 1)),
      .member(admin, member, .sample()), .invitation(member, from: admin, .sample(.enabled)),
    ]
  }

  @Test("has nothing in it when new", arguments: StoreUnderTest.allCases)
  func isEmptyAtFirst(_ kind: StoreUnderTest) async throws {
    try await kind.run { store in
      let snapshot = try await store.load(oneOfEach.map(\.key), in: home)
      #expect(snapshot.content.isEmpty)
      #expect(snapshot.revision == .none)
    }
  }

  @Test("gives every kind of row back, with the revision of the commit", arguments: StoreUnderTest.allCases)
  func loadsEveryKind(_ kind: StoreUnderTest) async throws {
    try await kind.run { store in
      let revision = try await store.commit(oneOfEach)
      let snapshot = try await store.load(oneOfEach.map(\.key), in: home)
      #expect(snapshot.revision == revision)
      #expect(snapshot.content.count == oneOfEach.count)
      for change in oneOfEach {
        let row = try #require(change.row)
        #expect(snapshot.content[change.key] == Stored(row, at: revision))
      }
    }
  }

  @Test("gives only the rows that were asked for", arguments: StoreUnderTest.allCases)
  func loadsWhatWasAsked(_ kind: StoreUnderTest) async throws {
    try await kind.run { store in
      try await store.commit(oneOfEach)
      let keys: [RowKey] = [
        .hub(admin), .hub(member), .standing(admin), .roster(member), .member(administrator: member, member: admin),
        .invitation(member: admin, administrator: member),
      ]
      let found = try await store.load(keys, in: home).content
      #expect(Array(found.keys) == [.hub(admin)])
    }
  }

  @Test("keeps Regions apart", arguments: StoreUnderTest.allCases)
  func keepsRegionsApart(_ kind: StoreUnderTest) async throws {
    try await kind.run { store in
      try await store.commit(oneOfEach)
      let elsewhere = RosterRow(rows: 2)
      try await store.commit(.roster(admin, elsewhere), in: .euWest1)

      let found = try await store.load(oneOfEach.map(\.key), in: .euWest1).content
      #expect(Array(found.keys) == [.roster(admin)])
      #expect(found[.roster(admin)]?.content == .roster(elsewhere))
      #expect(try await store.row(.roster(admin))?.content == .roster(RosterRow(rows: 1, enabled: 1)))
      #expect(try await store.load(.roster(admin), in: .euWest1).content.roster?.members.count == 0)
      #expect(try await store.load(oneOfEach.map(\.key), in: region("never-seen")).content.isEmpty)

      try await store.commit(.roster(admin, nil), in: .euWest1)
      #expect(try await store.row(.roster(admin)) != nil)
    }
  }

  @Test("loads each part of a view alone and whole", arguments: StoreUnderTest.allCases)
  func loadsParts(_ kind: StoreUnderTest) async throws {
    try await kind.run { store in
      let first = try await store.commit(oneOfEach)
      let second = try await store.commit(
        .hub(member, .sample), .member(admin, other, .sample(.created)), .member(other, member, .sample(.invited)),
        .invitation(member, from: other, .sample()), .invitation(other, from: admin, .sample()))

      let head = try await store.load(.head(admin), in: home)
      #expect(head.revision == second)
      #expect(
        head.content.head
          == Head(hub: Stored(.sample, at: first), roster: Stored(RosterRow(rows: 1, enabled: 1), at: first)))
      #expect(head.content.roster == nil && head.content.invitations == nil)

      let roster = try await store.load(.roster(admin), in: home).content
      #expect(roster.head == nil && roster.invitations == nil)
      #expect(roster.roster?.members.pairs(after: nil, limit: 9).map(\.0) == [member, other])
      #expect(roster.roster?.members[member] == Stored(.sample(), at: first))
      #expect(roster.roster?.members[other] == Stored(.sample(.created), at: second))
      #expect(roster.roster?.enabled.pairs(after: nil, limit: 9).map(\.0) == [member])

      let invitations = try await store.load(.invitations(member), in: home).content
      #expect(invitations.head == nil && invitations.roster == nil)
      #expect(invitations.invitations?.pairs(after: nil, limit: 9).map(\.0) == [admin, other])
      #expect(invitations.invitations?[other] == Stored(.sample(), at: second))
    }
  }

  @Test("loads a part of which nothing is stored as empty", arguments: StoreUnderTest.allCases)
  func loadsEmptyParts(_ kind: StoreUnderTest) async throws {
    try await kind.run { store in
      for known in [false, true] {
        if known { try await store.commit(oneOfEach) }
        for part in [ViewPart.head(other), .roster(other), .invitations(other)] {
          let view = try await store.load(part, in: home).content
          #expect(view.holds(part))
          #expect(view.head ?? Head() == Head())
          #expect(view.roster?.members.count ?? 0 == 0)
          #expect(view.invitations?.count ?? 0 == 0)
        }
      }
    }
  }

  @Test("loads a large roster in ascending order, however it was written", arguments: StoreUnderTest.allCases)
  func loadsInOrder(_ kind: StoreUnderTest) async throws {
    try await kind.run { store in
      let rows = (0..<10_000).map { index in
        (account(UInt64(index) * 99_999_999), MemberRow.sample(MemberStatus.allCases[index % 5]))
      }
      var shuffled = rows
      var generator = SystemRandomNumberGenerator()
      shuffled.shuffle(using: &generator)
      for start in stride(from: 0, to: shuffled.count, by: 1000) {
        try await store.commit(shuffled[start..<start + 1000].map { .member(admin, $0.0, $0.1) })
      }

      let view = try #require(try await store.load(.roster(admin), in: home).content.roster)
      let loaded = view.members.pairs(after: nil, limit: 20_000)
      #expect(loaded.map(\.0) == rows.map(\.0))
      #expect(loaded.map(\.1.content) == rows.map(\.1))
      #expect(
        view.enabled.pairs(after: nil, limit: 20_000).map(\.0) == rows.filter { $0.1.status == .enabled }.map(\.0))
    }
  }
}
