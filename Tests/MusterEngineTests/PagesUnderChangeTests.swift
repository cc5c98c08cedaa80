import MusterEngine
import MusterModel
import TestFixtures
import Testing

/// Lists that change between their pages: rows that are there from the first page to the last are on exactly one of
/// them, in order (spec 4.3).
@Suite struct PagesUnderChangeTests {
  /// Every third row stays; those between them come and go.
  private static let all = (100..<220 as Range<UInt64>).map { MusterEngineTests.account($0) }
  private static let lasting = all.filter { $0.number.isMultiple(of: 3) }
  private static let passing = all.filter { !$0.number.isMultiple(of: 3) }

  @Test(arguments: StoreKind.allCases, [1 as UInt64, 2, 3])
  func membersComeAndGoBetweenPages(_ store: StoreKind, _ seed: UInt64) async throws {
    try await store.run { first in
      var world = first
      var random = SplitMix(seed)
      try await world.enable(administrator)
      try await world.create(Self.all.filter { Self.lasting.contains($0) || Bool.random(using: &random) })
      var seen: [AccountID] = []
      var token: String?
      repeat {
        let page = try await world.page(Int.random(in: 1...9, using: &random), after: token)
        seen += page.items.map(\.accountID)
        token = page.nextToken
        // Also the very row behind which the next page begins, unless it is one that stays.
        if let last = page.items.last?.accountID, Self.passing.contains(last) { try await world.delete([last]) }
        try await world.delete((0..<5).compactMap { _ in Self.passing.randomElement(using: &random) })
        try await world.create((0..<9).compactMap { _ in Self.passing.randomElement(using: &random) })
        // The daemon may begin anew between two pages.
        if Int.random(in: 0..<4, using: &random) == 0 { world = await World(store: world.store) }
      } while token != nil
      #expect(seen == seen.sorted() && Set(seen).count == seen.count)
      #expect(seen.filter(Self.lasting.contains) == Self.lasting)
    }
  }

  @Test(arguments: StoreKind.allCases) func manyReadWhileMembersComeAndGo(_ store: StoreKind) async throws {
    try await store.run { world in
      try await world.enable(administrator)
      try await world.create(Self.lasting)
      let changing = Task {
        var random = SplitMix(4)
        while !Task.isCancelled {
          let some = (0..<20).compactMap { _ in Self.passing.randomElement(using: &random) }
          try await world.create(some)
          try await world.delete(some)
        }
      }
      try await withThrowingTaskGroup(of: [AccountID].self) { group in
        for reader in 1...8 {
          group.addTask {
            var seen: [AccountID] = []
            var token: String?
            repeat {
              let page = try await world.page(reader, after: token)
              seen += page.items.map(\.accountID)
              token = page.nextToken
            } while token != nil
            return seen
          }
        }
        for try await seen in group {
          #expect(seen == seen.sorted() && Set(seen).count == seen.count)
          #expect(seen.filter(Self.lasting.contains) == Self.lasting)
        }
      }
      changing.cancel()
      // Its last call may have been cancelled; nothing else may go wrong.
      if case .failure(let error as CallError) = await changing.result { #expect(error.code == .cancelled) }
    }
  }

  @Test(arguments: StoreKind.allCases) func invitationsComeAndGoBetweenPages(_ store: StoreKind) async throws {
    try await store.run { first in
      var world = first
      let inviters = Array(Self.all.prefix(18))
      try await world.enable(member)
      for inviter in inviters {
        try await world.enable(inviter)
        _ = try await world.invite(member, by: inviter)
      }
      let leaving = inviters.filter { !$0.number.isMultiple(of: 3) }
      var seen: [AccountID] = []
      var token: String?
      repeat {
        let page = try await world.engine.perform(ListInvitations(maxResults: 2, nextToken: token), for: by(member))
        seen += page.items.map(\.accountID)
        token = page.nextToken
        // What the page has shown goes, and what an earlier one has shown comes back.
        for (number, inviter) in leaving.enumerated() {
          let call = ["\(member)"]
          if number.isMultiple(of: 2) == seen.count.isMultiple(of: 4) {
            _ = try await world.engine.perform(DeleteInvitations(call), for: by(inviter))
          } else {
            _ = try await world.engine.perform(InviteMembers(call), for: by(inviter))
          }
        }
        world = await World(store: world.store)
      } while token != nil
      #expect(seen == seen.sorted() && Set(seen).count == seen.count)
      #expect(seen.filter { $0.number.isMultiple(of: 3) } == inviters.filter { $0.number.isMultiple(of: 3) })
    }
  }
}

extension World {
  fileprivate func page(_ size: Int, after token: String?) async throws(CallError) -> Page<Member> {
    try await engine.perform(
      ListMembers(onlyAssociated: false, maxResults: size, nextToken: token), for: by(administrator))
  }

  /// Some may be there already.
  fileprivate func create(_ accounts: [AccountID]) async throws(CallError) {
    for start in stride(from: 0, to: accounts.count, by: 50) {
      let details = accounts[start..<min(start + 50, accounts.count)].map { AccountDetails(accountID: "\($0)") }
      _ = try await engine.perform(CreateMembers(details), for: by(administrator))
    }
  }

  /// Some may be gone already.
  fileprivate func delete(_ accounts: [AccountID]) async throws(CallError) {
    _ = try await engine.perform(DeleteMembers(accounts.map(\.description)), for: by(administrator))
  }
}
