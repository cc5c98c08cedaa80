import MusterModel
import TestFixtures
import Testing

extension StoreConformance {
  @Test("shows loads whole commits only, as of the revision they name", arguments: StoreUnderTest.allCases)
  func showsWholeCommits(_ kind: StoreUnderTest) async throws {
    try await kind.run { store in
      let members = (0..<40).map { account($0) }
      try await withThrowingTaskGroup { group in
        group.addTask {
          for round in 1...100 {
            try await store.commit(
              members.map { .member(admin, $0, MemberRow(status: .created, updatedAt: time(Int64(round)))) }
                + [.roster(admin, RosterRow(rows: round))])
          }
        }
        for reader in 0..<4 {
          group.addTask {
            var seen = Revision.none
            while seen.number < 100 {
              let view = try await store.load(.roster(admin), in: home)
              let rows = (view.content.roster?.members.pairs(after: nil, limit: 99) ?? []).map(\.1)
              #expect(view.revision >= seen, "reader \(reader) went back")
              seen = view.revision
              #expect(rows.count == (seen == .none ? 0 : members.count))
              // Commit n of this test writes n everywhere, so every row says which commit it is of.
              #expect(
                rows.allSatisfy { $0.revision == seen && $0.content.updatedAt.milliseconds == Int64(seen.number) })

              let keys = members.map { RowKey.member(administrator: admin, member: $0) } + [.roster(admin)]
              let loaded = try await store.load(keys, in: home)
              #expect(loaded.content.values.allSatisfy { $0.revision == loaded.revision })
            }
          }
        }
        try await group.waitForAll()
      }
    }
  }

  @Test("loses no update of commits that race under expectations", arguments: StoreUnderTest.allCases)
  func losesNoUpdate(_ kind: StoreUnderTest) async throws {
    try await kind.run { store in
      try await store.commit(.roster(admin, RosterRow()))
      try await withThrowingTaskGroup { group in
        for _ in 0..<8 {
          group.addTask {
            var added = 0
            while added < 25 {
              guard let stored = try await store.row(.roster(admin)), case .roster(let roster) = stored.content else {
                return
              }
              let commit = Commit(
                region: home, changes: [.roster(admin, RosterRow(rows: roster.rows + 1))],
                expectations: [Expectation(.roster(admin), .unchanged(stored.revision))])
              added += try await store.commit([commit]).revisions.count
            }
          }
        }
        try await group.waitForAll()
      }
      #expect(try await store.row(.roster(admin))?.content == .roster(RosterRow(rows: 200)))
    }
  }

  @Test("is closed for good once closed", arguments: StoreUnderTest.allCases)
  func closes(_ kind: StoreUnderTest) async throws {
    try await kind.run { store in
      try await store.commit(oneOfEach)
      await store.close()
      await store.close()
      await #expect(throws: StoreError.closed) { try await store.load([.hub(admin)], in: home) }
      await #expect(throws: StoreError.closed) { try await store.load(.roster(admin), in: home) }
      await #expect(throws: StoreError.closed) { try await store.commit(oneOfEach) }
      await #expect(throws: StoreError.closed) { try await store.commit([]) }
    }
  }

  @Test("finishes what is under way when it is closed", arguments: StoreUnderTest.allCases)
  func finishesBeforeClosing(_ kind: StoreUnderTest) async throws {
    try await kind.run { store in
      try await withThrowingTaskGroup { group in
        for index in 0..<50 {
          group.addTask {
            do {
              try await store.commit(.hub(account(index), .sample))
              _ = try await store.load(.head(account(index)), in: home)
            } catch let error as StoreError { #expect(error == .closed) }
          }
          // Twice, and each returns only when it is closed.
          if index == 25 || index == 30 { group.addTask { await store.close() } }
        }
        try await group.waitForAll()
      }
    }
  }

  @Test("describes itself", arguments: StoreUnderTest.allCases)
  func describesItself(_ kind: StoreUnderTest) async throws {
    try await kind.run { store in
      let description = await store.description
      #expect(description.isWritable)
      #expect(!description.place.isEmpty)
      #expect(description.tokenKey.count == StoreDescription.tokenKeyBytes)
      #expect(Set(description.tokenKey).count > 1)
      try await kind.run { #expect(await $0.description.tokenKey != description.tokenKey) }
    }
  }
}
