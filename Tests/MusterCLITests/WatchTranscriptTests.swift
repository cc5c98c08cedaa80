import MusterCLI
import MusterClient
import MusterJSON
import MusterModel
import TestFixtures
import Testing

@Suite("What people and programs read of a watch") struct WatchTranscriptTests {
  private let now = time(1_591_042_515_289)

  private func member(_ number: Int, _ status: MemberStatus, email: String? = nil) -> Member {
    Member(accountID: account(number), administratorID: account(1), email: email, status: status, updatedAt: time(0))
  }

  private func text(_ events: [MemberEvent], _ style: Style = .plain) -> String {
    var transcript = WatchTranscript()
    return events.map { transcript.text(for: $0, at: now, style) }.joined()
  }

  private var listing: [MemberEvent] {
    [.listing, .member(member(2, .created)), .member(member(3, .enabled, email: "a@example.com")), .current]
  }

  private let table = """
    ACCOUNT       STATUS   INVITED  UPDATED                   EMAIL
    000000000002  Created  -        1970-01-01T00:00:00.000Z  -
    000000000003  Enabled  -        1970-01-01T00:00:00.000Z  a@example.com
    watching; 2 members

    """

  @Test func aTableAndThenALineForEachChange() {
    let events: [MemberEvent] =
      listing + [
        .changed(member(4, .created, email: "b\n@example.com")), .changed(member(2, .invited)),
        .changed(member(2, .invited)), .removed(account(3)),
      ]
    #expect(
      text(events) == table + """
        2020-06-01T20:15:15.289Z  + 000000000004  Created  b\\n@example.com
        2020-06-01T20:15:15.289Z  ~ 000000000002  Created → Invited
        2020-06-01T20:15:15.289Z  - 000000000003  removed

        """)
  }

  @Test func anEmptyRosterIsNoTable() {
    #expect(text([.listing, .current]) == "watching; 0 members\n")
  }

  /// After an interruption: what became different, not everything again; and nothing of a listing that was cut off.
  @Test func whatBecameDifferentMeanwhile() {
    let events: [MemberEvent] =
      listing + [
        .changed(member(5, .created)), .interrupted(MusterClientError(.unreachable, "")), .listing,
        .member(member(9, .created)), .listing, .member(member(2, .enabled)), .member(member(4, .created)),
        .member(member(5, .created)), .current,
      ]
    #expect(
      text(events) == table + """
        2020-06-01T20:15:15.289Z  + 000000000005  Created
        2020-06-01T20:15:15.289Z  ~ 000000000002  Created → Enabled
        2020-06-01T20:15:15.289Z  - 000000000003  removed
        2020-06-01T20:15:15.289Z  + 000000000004  Created
        watching; 3 members

        """)
  }

  @Test func coloursOnATerminal() {
    let text = text([.listing, .current, .changed(member(2, .enabled))], .coloured)
    #expect(text.contains("\u{1B}[2mwatching; 0 members\u{1B}[0m\n"))
    #expect(text.hasSuffix("\u{1B}[32m+\u{1B}[0m 000000000002  \u{1B}[32mEnabled\u{1B}[0m\n"))
  }

  @Test func aDocumentForEachEvent() {
    let row =
      #"{"AccountId":"000000000002","MasterId":"000000000001","AdministratorId":"000000000001","MemberStatus":"Created","#
      + #""UpdatedAt":"1970-01-01T00:00:00.000Z"}"#
    let events: [MemberEvent] = [
      .listing, .member(member(2, .created)), .current, .changed(member(2, .created)), .removed(account(2)),
    ]
    #expect(
      events.map { $0.json?.text(.line) } == [
        #"{"Event":"Listing"}"#, #"{"Event":"Member","Member":\#(row)}"#, #"{"Event":"Current"}"#,
        #"{"Event":"Changed","Member":\#(row)}"#, #"{"Event":"Removed","AccountId":"000000000002"}"#,
      ])
    #expect(MemberEvent.interrupted(MusterClientError(.unreachable, "")).json == nil)
  }
}
