import MusterEngine
import MusterModel
import Testing

extension World {
  func hub(of account: AccountID) async -> HubDescription? {
    try? await engine.perform(DescribeHub(), for: by(account))
  }

  /// How the players are associated, said of each row by its administrator's and its member's letter; what the two
  /// sides see must be the same.
  func standings(of players: Players) async throws -> String {
    var standings: [String] = []
    for (letter, administrator) in players.all where await hub(of: administrator) != nil {
      for row in try await members(of: administrator) {
        let member = try #require(players.all.first { $0.account == row.accountID })
        standings.append("\(letter)-\(member.letter) \(row.status)")
      }
    }
    for (_, member) in players.all where await hub(of: member) != nil {
      try await expectBothSidesToAgree(about: member, players)
    }
    return standings.joined(separator: ", ")
  }

  private func expectBothSidesToAgree(about member: AccountID, _ players: Players) async throws {
    let invitations = try await engine.perform(ListInvitations(), for: by(member)).items
    let administrator = try await engine.perform(GetAdministratorAccount(), for: by(member))
    var rows: [Member] = []
    for (_, other) in players.all where await hub(of: other) != nil {
      rows += try await members(of: other).filter { $0.accountID == member }
    }
    let enabled = rows.filter { $0.status == .enabled }
    #expect(enabled.count <= 1)
    #expect(administrator?.accountID == enabled.first?.administratorID)
    #expect(administrator == invitations.first { $0.status == .enabled })
    for invitation in invitations {
      let row = rows.first { $0.administratorID == invitation.accountID }
      #expect(row?.status == invitation.status && row?.invitedAt == invitation.invitedAt)
    }
    for row in rows where row.status == .invited || row.status == .enabled {
      #expect(invitations.contains { $0.accountID == row.administratorID })
    }
    if let first = enabled.first {
      #expect(try await engine.perform(ListMembers(), for: by(member)).items == [], "\(first) has members itself")
    }
  }
}
