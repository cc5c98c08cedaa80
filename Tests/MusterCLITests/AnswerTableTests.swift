import MusterCLI
import MusterModel
import Testing

/// The tables of the answers, exactly: people read them, and the demonstration compares them byte for byte.
@Suite struct AnswerTableTests {
  private let early = Timestamp(milliseconds: 1_591_042_515_289)
  private let late = Timestamp(milliseconds: 1_591_042_516_000)

  @Test func members() throws {
    let administrator = try #require(AccountID("111111111111"))
    let members = [
      Member(
        accountID: try #require(AccountID("000000000002")), administratorID: administrator, status: .created,
        updatedAt: early),
      Member(
        accountID: try #require(AccountID("000000000003")), administratorID: administrator, email: "c@example.com",
        status: .enabled, invitedAt: early, updatedAt: late),
    ]
    #expect(
      Table(members: members).text(.plain) == """
        ACCOUNT       STATUS   INVITED                   UPDATED                   EMAIL
        000000000002  Created  -                         2020-06-01T20:15:15.289Z  -
        000000000003  Enabled  2020-06-01T20:15:15.289Z  2020-06-01T20:15:16.000Z  c@example.com

        """)
  }

  @Test func invitations() throws {
    let invitation = Invitation(
      accountID: try #require(AccountID("111111111111")),
      invitationID: try #require(InvitationID("7ab938c5d52d7904ad09f9e7c20cc4eb")), invitedAt: early, status: .invited)
    #expect(
      Table(invitations: [invitation]).text(.plain) == """
        ADMINISTRATOR  STATUS   INVITED                   INVITATION
        111111111111   Invited  2020-06-01T20:15:15.289Z  7ab938c5d52d7904ad09f9e7c20cc4eb

        """)
    #expect(
      Table(administrator: invitation).text(.plain) == """
        Administrator  111111111111
        Status         Invited
        Invited        2020-06-01T20:15:15.289Z
        Invitation     7ab938c5d52d7904ad09f9e7c20cc4eb

        """)
  }

  @Test func aHub() {
    let hub = HubDescription(
      hubARN: "arn:aws:securityhub:us-east-1:111111111111:hub/default", subscribedAt: early, autoEnableControls: true,
      controlFindingGenerator: .securityControl)
    #expect(
      Table(hub: hub).text(.plain) == """
        Hub                   arn:aws:securityhub:us-east-1:111111111111:hub/default
        Subscribed            2020-06-01T20:15:15.289Z
        Auto-enable controls  yes
        Control findings      SECURITY_CONTROL

        """)
  }

  @Test func tagsComeInTheOrderOfTheirKeys() {
    #expect(
      Table(tags: ["team": "audit", "cost": "", "a": "b\nc"]).text(.plain) == """
        KEY   VALUE
        a     b\\nc
        cost  -
        team  audit

        """)
  }

  @Test func aDaemon() {
    let status = DaemonStatus(
      version: "0.1.0", processID: 42, startedAt: early, data: "/var/lib/muster", defaultRegion: .usEast1,
      isWritable: false, residentTenants: 3, calls: [])
    #expect(
      Table(daemon: status).text(.plain) == """
        Version           0.1.0
        Process           42
        Started           2020-06-01T20:15:15.289Z
        Data              /var/lib/muster
        Default Region    us-east-1
        Writable          no: read-only until it is restarted
        Resident tenants  3

        """)
  }

  @Test func callsComeInAnOrderThatStays() {
    let calls = [
      CallCount(method: "ListMembers", code: "OK", count: 1000),
      CallCount(method: "ListMembers", code: "InvalidInputException", count: 2),
      CallCount(method: "CreateMembers", code: "OK", count: 30),
    ]
    #expect(
      Table(calls: calls).text(.plain) == """
        CALL           ENDED                  COUNT
        CreateMembers  OK                        30
        ListMembers    InvalidInputException      2
        ListMembers    OK                      1000

        """)
    #expect(Table(calls: calls.reversed()).text(.plain) == Table(calls: calls).text(.plain))
  }
}
