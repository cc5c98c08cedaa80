import MusterModel
import TestFixtures
import Testing

extension StoreConformance {
  @Test("checks exists and absent on every kind of row", arguments: StoreUnderTest.allCases)
  func checksExistence(_ kind: StoreUnderTest) async throws {
    try await kind.run { store in
      for change in oneOfEach {
        try await expect(store, .absent(change.key), holds: true)
        try await expect(store, .exists(change.key), holds: false)
        try await store.commit([change])
        try await expect(store, .absent(change.key), holds: false)
        try await expect(store, .exists(change.key), holds: true)
      }
    }
  }

  @Test("checks unchanged against the commit that wrote the row", arguments: StoreUnderTest.allCases)
  func checksUnchanged(_ kind: StoreUnderTest) async throws {
    try await kind.run { store in
      for change in oneOfEach {
        let first = try await store.commit([change])
        try await expect(store, Expectation(change.key, .unchanged(first)), holds: true)
        try await expect(store, Expectation(change.key, .unchanged(first.next.next.next)), holds: false)
        try await expect(store, Expectation(change.key, .unchanged(.none)), holds: false)

        // The same content again is still another commit.
        let second = try await store.commit([change])
        try await expect(store, Expectation(change.key, .unchanged(first)), holds: false)
        try await expect(store, Expectation(change.key, .unchanged(second)), holds: true)

        try await store.commit([change.deletion])
        try await expect(store, Expectation(change.key, .unchanged(second)), holds: false)
      }
    }
  }

  @Test("checks expectations in the commit's own Region", arguments: StoreUnderTest.allCases)
  func checksInRegion(_ kind: StoreUnderTest) async throws {
    try await kind.run { store in
      try await store.commit(.hub(admin, .sample), in: .euWest1)
      try await expect(store, .exists(.hub(admin)), holds: false)
      try await expect(store, .absent(.hub(admin)), holds: true)
    }
  }

  @Test("names the first expectation that does not hold and writes nothing", arguments: StoreUnderTest.allCases)
  func namesTheFirstFailure(_ kind: StoreUnderTest) async throws {
    try await kind.run { store in
      let before = try await store.commit(.hub(admin, .sample))
      let commit = Commit(
        region: home, changes: [.hub(other, .sample), .hub(admin, nil)],
        expectations: [.exists(.hub(admin)), .exists(.hub(member)), .absent(.hub(admin))])
      #expect(try await store.commit([commit]) == [.conflict(.exists(.hub(member)))])

      let snapshot = try await store.load([.hub(admin), .hub(other)], in: home)
      #expect(snapshot.revision == before)
      #expect(snapshot.content == [.hub(admin): Stored(.hub(.sample), at: before)])
    }
  }

  @Test("checks what a commit before it in the same transaction wrote", arguments: StoreUnderTest.allCases)
  func checksWithinATransaction(_ kind: StoreUnderTest) async throws {
    try await kind.run { store in
      for change in oneOfEach {
        // After some history: the first commit of all could pass for one that was there before.
        let old = try await store.commit([change])
        let rewrite = Commit(
          region: home, changes: [change], expectations: [Expectation(change.key, .unchanged(old))])
        let written = old.next
        let expecting = [
          Expectation(change.key, .unchanged(old)), .absent(change.key), .exists(change.key),
          Expectation(change.key, .unchanged(written)),
        ].map { Commit(region: home, changes: [], expectations: [$0]) }
        let outcomes = try await store.commit([rewrite] + expecting)
        #expect(
          outcomes == [
            .done(written), .conflict(expecting[0].expectations[0]), .conflict(.absent(change.key)),
            .done(written.next), .done(written.next.next),
          ])
      }
    }
  }

  /// Tries a commit under one expectation; the row it would write belongs to nobody else.
  private func expect(
    _ store: any Store, _ expectation: Expectation, holds: Bool, at location: SourceLocation = #_sourceLocation
  ) async throws {
    let commit = Commit(
      region: home, changes: [.roster(account(999), RosterRow(rows: 9))], expectations: [expectation])
    let outcomes = try await store.commit([commit])
    let stored = try await store.row(.roster(account(999)))
    if holds {
      #expect(outcomes.revisions.count == 1, "\(expectation)", sourceLocation: location)
      #expect(stored?.revision == outcomes.revisions.first, "\(expectation)", sourceLocation: location)
      try await store.commit(.roster(account(999), nil))
    } else {
      #expect(outcomes == [.conflict(expectation)], sourceLocation: location)
      #expect(stored == nil, "\(expectation)", sourceLocation: location)
    }
  }
}

extension Change {
  var deletion: Change {
    switch key {
    case .hub(let account): .hub(account, nil)
    case .standing(let account): .standing(account, nil)
    case .roster(let account): .roster(account, nil)
    case .member(let administrator, let member): .member(administrator, member, nil)
    case .invitation(let member, let administrator): .invitation(member, from: administrator, nil)
    }
  }
}
