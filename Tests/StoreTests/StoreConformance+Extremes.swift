import MusterModel
import TestFixtures
import Testing

extension StoreConformance {
  private static let texts = [
    "", " ", "\u{0}", "a\u{0}b", "security@example.com", "\"quoted\\\"'; DROP TABLE member; --", "é", "e\u{301}",
    "\u{FEFF}mark", "日本語", "🧑‍🚒", "\u{FFFF}\u{10FFFF}", "line\r\nbreak\u{2028}", String(repeating: "x", count: 1024),
    String(repeating: "🧑‍🚒", count: 93),
  ]

  @Test("keeps any string byte for byte", arguments: StoreUnderTest.allCases)
  func keepsStrings(_ kind: StoreUnderTest) async throws {
    try await kind.run { store in
      for (index, text) in Self.texts.enumerated() {
        let tags = [text: text, "plain": text]
        try await store.commit(
          .member(admin, account(index), MemberRow(email: text, status: .created, updatedAt: time(0))),
          .hub(account(index), HubRow(subscribedAt: time(0), tags: tags)))
      }
      let members = try #require(try await store.load(.roster(admin), in: home).content.roster).members
      for (index, text) in Self.texts.enumerated() {
        // Swift's == holds of strings that only look the same.
        let email = try #require(members[account(index)]?.content.email)
        #expect(Array(email.utf8) == Array(text.utf8))
        guard case .hub(let hub) = try await store.row(.hub(account(index)))?.content else {
          Issue.record("no hub \(index)")
          continue
        }
        #expect(hub.tags.count == 2)
        for key in hub.tags.keys where key != "plain" { #expect(Array(key.utf8) == Array(text.utf8)) }
        for value in hub.tags.values { #expect(Array(value.utf8) == Array(text.utf8)) }
      }
    }
  }

  @Test("keeps every account, time and invitation id", arguments: StoreUnderTest.allCases)
  func keepsNumbers(_ kind: StoreUnderTest) async throws {
    try await kind.run { store in
      let accounts = [account(0), account(1), account(999_999_999_999)]
      let times = [Int64.min, -1, 0, 1, 253_402_300_799_999, Int64.max].map(time)
      let ids = [(0, 0), (0, 1), (1, 0), (UInt64.max, 0), (0, UInt64.max), (UInt64.max, UInt64.max)]
        .map { InvitationID(high: $0.0, low: $0.1) }
      for place in [home, region(String(repeating: "z", count: 32)), region("0"), region("-")] {
        for (index, id) in ids.enumerated() {
          for owner in accounts {
            for target in accounts {
              let rows: [Change] = [
                .member(
                  owner, target,
                  MemberRow(status: .invited, invitationID: id, invitedAt: times[index], updatedAt: times[5 - index])),
                .invitation(target, from: owner, InvitationRow(id: id, status: .resigned, invitedAt: times[index])),
                .standing(owner, StandingRow(administrator: target, invitationID: id, invitedAt: times[index])),
                .hub(owner, HubRow(subscribedAt: times[index])),
              ]
              let revision = try await store.commit(rows, in: place)
              let found = try await store.load(rows.map(\.key), in: place).content
              for row in rows { #expect(found[row.key] == row.row.map { Stored($0, at: revision) }) }
            }
          }
        }
      }
    }
  }

  @Test("keeps every status, setting and count", arguments: StoreUnderTest.allCases)
  func keepsValues(_ kind: StoreUnderTest) async throws {
    try await kind.run { store in
      for status in MemberStatus.allCases {
        for generator in ControlFindingGenerator.allCases {
          for flag in [false, true] {
            let rows: [Change] = [
              .hub(
                admin,
                HubRow(
                  subscribedAt: time(1), autoEnableControls: flag, controlFindingGenerator: generator,
                  enableDefaultStandards: !flag)),
              .member(admin, member, .sample(status)), .invitation(member, from: admin, .sample(status)),
              .roster(admin, RosterRow(rows: flag ? Int.max : 0, enabled: flag ? Int.max : 0)),
            ]
            let revision = try await store.commit(rows)
            let found = try await store.load(rows.map(\.key), in: home).content
            for row in rows { #expect(found[row.key] == row.row.map { Stored($0, at: revision) }) }
          }
        }
      }
    }
  }

  @Test("keeps a hub with the most and longest tags", arguments: StoreUnderTest.allCases)
  func keepsManyTags(_ kind: StoreUnderTest) async throws {
    try await kind.run { store in
      let tags = Dictionary(
        uniqueKeysWithValues: (0..<Limits.tags).map { index in
          (String(repeating: "k", count: 120) + "\(index)", String(repeating: "字", count: Limits.tagValueCharacters))
        })
      try await store.commit(.hub(admin, HubRow(subscribedAt: time(1), tags: tags)))
      #expect(try await store.row(.hub(admin))?.content == .hub(HubRow(subscribedAt: time(1), tags: tags)))
    }
  }
}
