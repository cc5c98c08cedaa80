import MusterClient
import Testing

@Suite("The roster that events amount to") struct WatchedRosterTests {
  private func member(_ number: UInt64, _ status: MemberStatus = .created) throws -> Member {
    let id = try #require(AccountID(number: number))
    return Member(accountID: id, administratorID: id, status: status, updatedAt: Timestamp(milliseconds: 0))
  }

  @Test func isNeverShownInPart() throws {
    let (one, two, three) = (try member(1), try member(2), try member(3))
    var roster = WatchedRoster()
    for event in [.listing, .member(one), .member(two)] as [MemberEvent] { roster.apply(event) }
    #expect(roster.members.isEmpty && !roster.isCurrent)
    roster.apply(.current)
    #expect(roster.members == [one.accountID: one, two.accountID: two] && roster.isCurrent)
    roster.apply(.interrupted(MusterClientError(.unreachable, "")))
    #expect(roster.members.count == 2 && !roster.isCurrent)
    // A listing that is cut off counts for nothing.
    for event in [.listing, .member(three), .listing, .member(two)] as [MemberEvent] { roster.apply(event) }
    #expect(roster.members == [one.accountID: one, two.accountID: two] && !roster.isCurrent)
    roster.apply(.current)
    #expect(roster.members == [two.accountID: two] && roster.isCurrent)
  }

  @Test func followsChanges() throws {
    let (one, invited) = (try member(1), try member(1, .invited))
    var roster = WatchedRoster()
    for event in [.listing, .current, .changed(one), .changed(invited)] as [MemberEvent] { roster.apply(event) }
    #expect(roster.members == [one.accountID: invited])
    roster.apply(.removed(one.accountID))
    #expect(roster.members.isEmpty && roster.isCurrent)
  }
}
