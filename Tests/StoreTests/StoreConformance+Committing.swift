import MusterModel
import TestFixtures
import Testing

extension StoreConformance {
  @Test("lets a conflict spoil only its own commit", arguments: StoreUnderTest.allCases)
  func sparesTheOthers(_ kind: StoreUnderTest) async throws {
    try await kind.run { store in
      let outcomes = try await store.commit([
        Commit(region: home, changes: [.hub(admin, .sample)], expectations: []),
        Commit(region: home, changes: [.hub(member, .sample)], expectations: [.exists(.hub(other))]),
        Commit(region: home, changes: [.roster(admin, RosterRow())], expectations: []),
      ])
      #expect(outcomes.count == 3)
      #expect(outcomes[1] == .conflict(.exists(.hub(other))))
      #expect(outcomes.revisions.count == 2)
      #expect(try await store.row(.hub(admin))?.revision == outcomes.revisions.first)
      #expect(try await store.row(.hub(member)) == nil)
      #expect(try await store.row(.roster(admin))?.revision == outcomes.revisions.last)
    }
  }

  @Test("shows each commit those before it in the batch, and none after", arguments: StoreUnderTest.allCases)
  func commitsInOrder(_ kind: StoreUnderTest) async throws {
    try await kind.run { store in
      let put = Commit(region: home, changes: [.hub(admin, .sample)], expectations: [.absent(.hub(admin))])
      let need = Commit(region: home, changes: [.roster(admin, RosterRow())], expectations: [.exists(.hub(admin))])
      let outcomes = try await store.commit([need, put, need, put])
      #expect(outcomes[0] == .conflict(.exists(.hub(admin))))
      #expect(outcomes[3] == .conflict(.absent(.hub(admin))))
      #expect(outcomes.revisions.count == 2)
      #expect(try await store.row(.roster(admin))?.revision == outcomes.revisions.last)
    }
  }

  @Test("does not show a commit what a conflict left out", arguments: StoreUnderTest.allCases)
  func hidesConflicts(_ kind: StoreUnderTest) async throws {
    try await kind.run { store in
      let outcomes = try await store.commit([
        Commit(region: home, changes: [.hub(admin, .sample)], expectations: [.exists(.hub(other))]),
        Commit(region: home, changes: [.hub(member, .sample)], expectations: [.absent(.hub(admin))]),
      ])
      #expect(outcomes.revisions.count == 1)
      #expect(try await store.row(.hub(member)) != nil)
    }
  }

  @Test("counts commits upwards through the whole store", arguments: StoreUnderTest.allCases)
  func countsUpwards(_ kind: StoreUnderTest) async throws {
    try await kind.run { store in
      var last = Revision.none
      for round in 0..<20 {
        let place = round.isMultiple(of: 2) ? home : Region.euWest1
        let change = Change.roster(account(UInt64(round)), RosterRow(rows: round))
        let outcomes = try await store.commit([
          Commit(region: place, changes: [change], expectations: []),
          Commit(region: place, changes: [.hub(other, .sample)], expectations: [.exists(.hub(other))]),
          Commit(region: place, changes: [], expectations: []),
        ])
        #expect(outcomes.revisions.count == 2)
        for revision in outcomes.revisions {
          #expect(revision > last)
          last = revision
        }
        #expect(try await store.load([change.key], in: home).revision == last)
        #expect(try await store.load(.head(admin), in: .euWest1).revision == last)
      }
    }
  }

  @Test("deletes rows, also such as are not there", arguments: StoreUnderTest.allCases)
  func deletes(_ kind: StoreUnderTest) async throws {
    try await kind.run { store in
      let deletions = oneOfEach.map(\.deletion)
      try await store.commit(deletions)
      try await store.commit(oneOfEach + [.member(admin, other, .sample())])
      try await store.commit(deletions)
      #expect(try await store.load(deletions.map(\.key), in: home).content.isEmpty)
      #expect(try await store.row(.member(administrator: admin, member: other)) != nil)
    }
  }

  @Test("replaces a row whole", arguments: StoreUnderTest.allCases)
  func replaces(_ kind: StoreUnderTest) async throws {
    try await kind.run { store in
      let bareHub = HubRow(subscribedAt: time(5))
      let bareMember = MemberRow(status: .created, updatedAt: time(6))
      try await store.commit(oneOfEach)
      let revision = try await store.commit(.hub(admin, bareHub), .member(admin, member, bareMember))
      let key = RowKey.member(administrator: admin, member: member)
      #expect(try await store.row(.hub(admin)) == Stored(.hub(bareHub), at: revision))
      #expect(try await store.row(key) == Stored(.member(bareMember), at: revision))
    }
  }

  @Test("applies a commit's changes in order", arguments: StoreUnderTest.allCases)
  func appliesInOrder(_ kind: StoreUnderTest) async throws {
    try await kind.run { store in
      try await store.commit(
        .hub(admin, .sample), .hub(admin, nil), .hub(member, nil), .hub(member, .sample),
        .roster(admin, RosterRow(rows: 1)), .roster(admin, RosterRow(rows: 2)))
      #expect(try await store.row(.hub(admin)) == nil)
      #expect(try await store.row(.hub(member)) != nil)
      #expect(try await store.row(.roster(admin))?.content == .roster(RosterRow(rows: 2)))
    }
  }

  @Test("takes an empty batch", arguments: StoreUnderTest.allCases)
  func takesEmptyBatches(_ kind: StoreUnderTest) async throws {
    try await kind.run { store in
      let outcomes = try await store.commit([])
      #expect(outcomes.isEmpty)
      #expect(try await store.load([], in: home).revision == .none)
    }
  }
}
