import MusterJSON
import MusterModel
import Testing

@testable import MusterCLI

@Suite struct RosterPlanTests {
  private let administrator: AccountID
  private let early = Timestamp(milliseconds: 1_591_042_515_289)

  init() throws { administrator = try #require(AccountID("111111111111")) }

  /// Every status, in the file and not, pruned and not, and where the organization suspended the account.
  @Test(
    arguments: [
      (nil, .createAndInvite, nil, nil),
      (.created, .invite, .delete, .leaveAlone),
      (.invited, .nothing, .disassociateAndDelete, .leaveAlone),
      (.enabled, .nothing, .disassociateAndDelete, .leaveAlone),
      (.resigned, .inviteAgain, .disassociateAndDelete, .leaveAlone),
      (.removed, .inviteAgain, .delete, .leaveAlone),
    ] as [(MemberStatus?, RosterPlan.Step, RosterPlan.Step?, RosterPlan.Step?)])
  func whatHappensToAnAccount(
    status: MemberStatus?, listed: RosterPlan.Step, pruned: RosterPlan.Step?, unlisted: RosterPlan.Step?
  ) throws {
    let roster = try status.map { [try member(2, $0)] } ?? []
    for prune in [false, true] {
      #expect(try plan("000000000002", roster, prune: prune).entries.map(\.step) == [listed])
      #expect(
        try plan(organization(suspended: "000000000002"), roster, prune: prune).entries.dropFirst().map(\.step)
          == (status == nil ? [] : [.leaveAlone]))
    }
    #expect(
      try plan("000000000009", roster, prune: true).entries.dropFirst().map(\.step) == [pruned].compactMap(\.self))
    #expect(try plan("000000000009", roster).entries.dropFirst().map(\.step) == [unlisted].compactMap(\.self))
  }

  @Test func theFilesOrderThenTheRosters() throws {
    let plan = try plan(
      "000000000005\n000000000003", [member(1, .enabled), member(3, .enabled), member(4, .created)])
    #expect(
      plan.entries.map { "\($0.id)" } == ["000000000005", "000000000003", "000000000001", "000000000004"])
    #expect(plan.entries.map(\.status) == [nil, .enabled, .enabled, .created])
  }

  @Test func whatIsSentInWhichStep() throws {
    let plan = try plan(
      "000000000001,a@x\n000000000002\n000000000003",
      [
        member(2, .created), member(3, .resigned), member(4, .enabled), member(5, .created), member(6, .invited),
      ], prune: true)
    #expect(plan.creating == [AccountDetails(accountID: "000000000001", email: "a@x")])
    #expect(plan.ids([.invite, .inviteAgain]) == ["000000000002", "000000000003"])
    #expect(plan.ids([.disassociateAndDelete]) == ["000000000004", "000000000006"])
    #expect(plan.ids([.delete]) == ["000000000005"])
    #expect(!plan.isDone)
  }

  @Test(
    arguments: [
      ("a@x", "a@x", nil), (nil, "a@x", nil), (nil, nil, nil),
      ("b@x", "a@x", "its e-mail address stays a@x, not b@x"),
      ("A@x", "a@x", "its e-mail address stays a@x, not A@x"),
      ("b@x", nil, "it stays without the e-mail address b@x"),
    ] as [(String?, String?, String?)])
  func anAddressThatStaysIsNoted(listed: String?, kept: String?, note: String?) throws {
    let line = "000000000002" + (listed.map { ",\($0)" } ?? "")
    #expect(try plan(line, [member(2, .enabled, email: kept)]).entries.map(\.note) == [note])
    #expect(
      try plan(line, [member(2, .resigned, email: kept)]).entries.map(\.note)
        == [["it declined or left", note].compactMap(\.self).joined(separator: "; ")])
  }

  /// What the daemon makes of a plan leaves nothing for the next.
  @Test func thereIsNothingToDoTwice() throws {
    #expect(try plan("000000000002", [member(2, .invited), member(3, .created)]).isDone)
    for status in [MemberStatus.created, .resigned, .removed] {
      #expect(try !plan("000000000002", [member(2, status)]).isDone)
    }
    #expect(try !plan("000000000002", [member(2, .enabled), member(3, .removed)], prune: true).isDone)
  }

  @Test func forPeople() throws {
    let plan = try plan(
      organization(suspended: "000000000006"),
      [
        member(9, .enabled), member(3, .created), member(4, .resigned), member(5, .invited), member(6, .enabled),
        member(7, .removed),
      ], prune: true)
    #expect(
      plan.text(.plain) == """
        ACCOUNT       STATUS    PLAN                     NOTE
        000000000003  Created   delete                   not in the file
        000000000004  Resigned  disassociate and delete  not in the file
        000000000005  Invited   disassociate and delete  not in the file
        000000000006  Enabled   leave alone              the organization has it SUSPENDED
        000000000007  Removed   delete                   not in the file

        COUNT  PLAN
            2  disassociate and delete
            2  delete
            1  leave alone
            1  nothing

        """)
    #expect(
      try self.plan("000000000002", [member(2, .enabled)]).text(.plain) == """
        COUNT  PLAN
            1  nothing

        """)
  }

  @Test func forPrograms() throws {
    let plan = try plan("000000000001\n000000000002", [member(2, .removed)])
    let steps = #"""
      "Plan":[{"AccountId":"000000000001","Step":"CREATE_AND_INVITE"},{"AccountId":"000000000002",\#
      "MemberStatus":"Removed","Step":"INVITE_AGAIN","Note":"it was disassociated"}],\#
      "Counts":{"CREATE_AND_INVITE":1,"INVITE":0,"INVITE_AGAIN":1,"DISASSOCIATE_AND_DELETE":0,"DELETE":0,\#
      "LEAVE_ALONE":0,"NOTHING":0}
      """#
    #expect(plan.json(unprocessed: nil).text() == "{\(steps)}")
    #expect(
      plan.json(unprocessed: [UnprocessedAccount(accountID: "1", processingResult: "No.")]).text()
        == #"{\#(steps),"UnprocessedAccounts":[{"AccountId":"1","ProcessingResult":"No."}]}"#)
  }

  private func plan(_ file: String, _ roster: [Member], prune: Bool = false) throws -> RosterPlan {
    var selection = AccountSelection()
    selection.add(try AccountFile(name: "f", Array(file.utf8)), for: administrator)
    return RosterPlan(selection, roster: roster, prune: prune)
  }

  /// With an account that is active besides.
  private func organization(suspended id: String) -> String {
    #"{"Accounts":[{"Id":"000000000009","Status":"ACTIVE"},{"Id":"\#(id)","Status":"SUSPENDED"}]}"#
  }

  private func member(_ number: UInt64, _ status: MemberStatus, email: String? = nil) throws -> Member {
    Member(
      accountID: try #require(AccountID(number: number)), administratorID: administrator, email: email, status: status,
      updatedAt: early)
  }
}
