import MusterClient
import MusterJSON
import TestSupport
import Testing

/// The verbs that change a hub, and end what the handshake began: each for people, for programs, and refused.
@Suite(.timeLimit(.minutes(2))) struct CLIMembershipTests {
  let administrator = "111111111111"
  let member = "000000000002"
  let other = "000000000003"
  let directory: TemporaryDirectory
  let muster: CommandLine

  init() throws {
    directory = try TemporaryDirectory()
    muster = CommandLine(directory: directory)
  }

  @Test(arguments: DataPlace.allCases)
  func aHubIsUpdatedAndDisabled(place: DataPlace) async throws {
    let daemon = try await RunningDaemon.start(in: directory, place.arguments)
    _ = try await muster(administrator, "hub", "enable")
    try await expect(
      muster(administrator, "hub", "update", "--auto-enable-controls", "false"), 0,
      output: "Updated the hub of account 111111111111.\n")
    try await expect(
      muster(administrator, "hub", "update", "--control-finding-generator", "STANDARD_CONTROL", "-o", "json"), 0,
      output: "{}\n")
    let hub: HubDescription = try await muster(administrator, "hub", "show", "-o", "json").document()
    #expect(!hub.autoEnableControls && hub.controlFindingGenerator == .standardControl)

    try await associate()
    try await expect(
      muster(member, "hub", "disable"), 3,
      errors: """
        muster: Member account cannot disable Security Hub [InvalidInputException]
                Nothing was changed. `muster administrator leave` leaves an administrator, \
        `muster members disassociate` ends associations with members.

        """)
    let refused = try await muster(administrator, "hub", "disable", "-o", "json")
    #expect(refused.code == 3)
    #expect(try refused.failure.message.hasPrefix("Cannot disable Security Hub on the Security Hub administrator"))

    _ = try await muster(administrator, "members", "disassociate", member)
    try await expect(
      muster(administrator, "hub", "disable"), 0, output: "Disabled the hub of account 111111111111.\n")
    try await expect(muster(member, "hub", "disable", "-o", "json"), 0, output: "{}\n")
    #expect(try await muster(administrator, "hub", "show").code == 3)
    #expect(await daemon.stop() == .code(0))
  }

  @Test(arguments: DataPlace.allCases)
  func tags(place: DataPlace) async throws {
    let daemon = try await RunningDaemon.start(in: directory, place.arguments)
    _ = try await muster(administrator, "hub", "enable", "--tag", "team=security")
    try await expect(
      muster(administrator, "tags", "set", "team=audit", "cost=7", "empty="), 0,
      output: "Set 3 tags on the hub of account 111111111111.\n")
    try await expect(
      muster(administrator, "tags", "list"), 0,
      output: """
        KEY    VALUE
        cost   7
        empty  -
        team   audit

        """)
    try await expect(
      muster(administrator, "tags", "list", "-o", "json"), 0,
      output: #"{"Tags":{"cost":"7","empty":"","team":"audit"}}"# + "\n")
    try await expect(
      muster(administrator, "tags", "remove", "cost", "costs", "empty"), 0,
      output: "Removed 2 tags from the hub of account 111111111111.\n",
      errors: "muster: The hub had no tag \"costs\".\n")
    try await expect(muster(administrator, "tags", "remove", "team", "-o", "json"), 0, output: "{}\n")
    try await expect(
      muster(administrator, "tags", "list"), 0,
      errors: "muster: The hub of account 111111111111 has no tags. `muster tags set` adds some.\n")
    try await expect(muster(administrator, "tags", "list", "-o", "json"), 0, output: "{\"Tags\":{}}\n")
    try await expect(muster(administrator, "tags", "set", "cost=7", "-o", "json"), 0, output: "{}\n")

    for arguments in [["set", "aws:x=1"], ["remove", "aws:x"]] {
      let run = try await muster(administrator, "tags", arguments[0], arguments[1], "-o", "json")
      #expect(run.code == 3 && run.output == "")
      #expect(try run.failure.code == "InvalidInputException")
    }
    #expect(await daemon.stop() == .code(0))
  }

  @Test(arguments: DataPlace.allCases)
  func disassociatingIsAllOrNothing(place: DataPlace) async throws {
    let daemon = try await RunningDaemon.start(in: directory, place.arguments)
    _ = try await muster(administrator, "hub", "enable")
    try await associate()
    let ids = (1...120).compactMap { AccountID(number: 500_000_000_000 + UInt64($0)) }.map { "\($0)" }
    let created = try await muster(
      administrator, "members", "create", "-f", "-", input: ids.joined(separator: "\n"))
    #expect(created.code == 0)

    try await expect(
      muster(administrator, "members", "disassociate", member, other), 3,
      errors: """
        muster: Nothing was changed: account 111111111111 has no members 000000000003. [ResourceNotFoundException]

        """)
    #expect(try await statuses(member) == [.enabled])
    let refused = try await muster(administrator, "members", "disassociate", other, "-o", "json")
    #expect(refused.code == 3)
    #expect(try refused.failure.code == "ResourceNotFoundException")

    try await expect(
      muster(administrator, "members", "disassociate", member, member), 0, output: "Disassociated 1 member.\n",
      errors: "muster: Left out 1 repetition: 000000000002 (argument 2, after argument 1).\n")
    #expect(try await statuses(member) == [.removed])
    let all = try await run(["members", "disassociate", "-o", "json", member] + ids)
    #expect(all.code == 0 && all.output == "{}\n")
    #expect(try await statuses(ids[0], ids[119]) == [.removed, .removed])
    let status: DaemonStatus = try await muster(nil, "status", "-o", "json").document()
    #expect(status.calls.filter { $0.method == "DisassociateMembers" }.map(\.count).sorted() == [2, 2])
    #expect(await daemon.stop() == .code(0))
  }

  /// No daemon runs: it is not asked.
  @Test func moreThanOneCallTakesAreNotDisassociated() async throws {
    let ids = (1...1001).compactMap { AccountID(number: UInt64($0)) }.map { "\($0)" }
    let run = try await run(["members", "disassociate"] + ids)
    #expect(run.code == 2 && run.output == "")
    #expect(
      run.errors == """
        muster: 1001 accounts were given, so nothing was sent: at most 1000 can be disassociated at once.
                Give the command several times, each with some of them.

        """)
  }

  @Test(arguments: DataPlace.allCases)
  func membersAreDeletedInCallsOfFifty(place: DataPlace) async throws {
    let daemon = try await RunningDaemon.start(in: directory, place.arguments)
    _ = try await muster(administrator, "hub", "enable")
    try await associate()
    let ids = (1...60).compactMap { AccountID(number: 500_000_000_000 + UInt64($0)) }.map { "\($0)" }
    let created = try await muster(
      administrator, "members", "create", "-f", "-", input: ids.joined(separator: "\n"))
    #expect(created.code == 0)
    let deleted = try await run(["members", "delete"] + ids)
    #expect(deleted.code == 0 && deleted.output == "Deleted 60 members.\n" && deleted.errors == "")
    let status: DaemonStatus = try await muster(nil, "status", "-o", "json").document()
    #expect(status.calls.first { $0.method == "DeleteMembers" }?.count == 2)

    try await expect(
      muster(administrator, "members", "delete", ids[0], member), 1,
      output: "Deleted 0 members; 1 was not there.\n",
      errors: """
        muster: 1 account not processed:
        ACCOUNT       REASON
        000000000002  The request is rejected because the current account 111111111111 cannot delete the given member \
        account ID since it is still associated to it.

        """)
    let refused = try await muster(administrator, "members", "delete", member, "-o", "json")
    #expect(refused.code == 1 && refused.errors == "")
    #expect(try refused.document(UnprocessedAccounts.self).list.map(\.accountID) == [member])
    try await expect(
      muster(administrator, "members", "delete", ids[0], "-o", "json"), 0, output: "{\"UnprocessedAccounts\":[]}\n",
      errors: "{\"Note\":{\"Message\":\"1 account was not there.\"}}\n")
    #expect(await daemon.stop() == .code(0))
  }

  @Test(arguments: DataPlace.allCases)
  func invitationsAreCountedDeclinedAndDeleted(place: DataPlace) async throws {
    let daemon = try await RunningDaemon.start(in: directory, place.arguments)
    for account in [administrator, member, other] { _ = try await muster(account, "hub", "enable") }
    for inviter in [administrator, other] {
      _ = try await muster(inviter, "members", "create", member)
      _ = try await muster(inviter, "members", "invite", member)
    }
    try await expect(
      muster(member, "invitations", "count"), 0,
      output: "Account 000000000002 has 2 invitations, an accepted one not counted.\n")
    try await expect(
      muster(member, "invitations", "count", "-o", "json"), 0, output: "{\"InvitationsCount\":2}\n")

    try await expect(muster(member, "invitations", "decline", other), 0, output: "Declined 1 invitation.\n")
    try await expect(
      muster(member, "invitations", "decline", other, "-o", "json"), 0, output: "{\"UnprocessedAccounts\":[]}\n")
    try await expect(
      muster(member, "invitations", "decline", "999999999999"), 1, output: "Declined 0 invitations.\n",
      errors: """
        muster: 1 account not processed:
        ACCOUNT       REASON
        999999999999  The request is rejected because the current account 000000000002 does not have an invitation \
        from the given account ID.

        """)

    try await expect(muster(member, "invitations", "delete", other), 0, output: "Deleted 1 invitation.\n")
    try await expect(
      muster(member, "invitations", "delete", other), 0, output: "Deleted 0 invitations; 1 was not there.\n")
    #expect(try await muster(member, "invitations", "accept", administrator).code == 0)
    try await expect(
      muster(member, "invitations", "count", "-o", "json"), 0, output: "{\"InvitationsCount\":0}\n")
    let accepted = try await muster(member, "invitations", "delete", administrator, other, "-o", "json")
    #expect(accepted.code == 1)
    #expect(accepted.errors == "{\"Note\":{\"Message\":\"1 invitation was not there.\"}}\n")
    let left: UnprocessedAccounts = try accepted.document()
    #expect(left.list.map(\.accountID) == [administrator])
    #expect(left.list[0].processingResult.contains("since it is still associated to it"))

    // What an administrator sent, it withdraws.
    _ = try await muster(administrator, "members", "create", other)
    _ = try await muster(administrator, "members", "invite", other)
    try await expect(
      muster(administrator, "invitations", "delete", other, "-o", "json"), 0,
      output: "{\"UnprocessedAccounts\":[]}\n")
    #expect(try await statuses(other) == [.created])
    #expect(await daemon.stop() == .code(0))
  }

  @Test(arguments: DataPlace.allCases)
  func anAdministratorIsLeft(place: DataPlace) async throws {
    let daemon = try await RunningDaemon.start(in: directory, place.arguments)
    _ = try await muster(administrator, "hub", "enable")
    try await associate()
    try await expect(
      muster(member, "administrator", "leave"), 0, output: "Account 000000000002 left its administrator.\n")
    #expect(try await statuses(member) == [.resigned])
    try await expect(
      muster(member, "administrator", "leave"), 3,
      errors: """
        muster: Account 000000000002 has no administrator that it could leave. [ResourceNotFoundException]

        """)
    #expect(try await muster(member, "invitations", "accept", administrator).code == 0)
    try await expect(muster(member, "administrator", "leave", "-o", "json"), 0, output: "{}\n")
    #expect(await daemon.stop() == .code(0))
  }

  /// Makes the member one of the administrator, whose hub is enabled.
  private func associate() async throws {
    _ = try await muster(administrator, "members", "create", member)
    _ = try await muster(administrator, "members", "invite", member)
    _ = try await muster(member, "hub", "enable")
    #expect(try await muster(member, "invitations", "accept", administrator).code == 0)
  }

  private func statuses(_ members: String...) async throws -> [MemberStatus] {
    let found: MembersByID = try await run(["members", "get", "-o", "json"] + members).document()
    return found.members.map(\.status)
  }

  /// Runs it for the administrator.
  private func run(_ arguments: [String]) async throws -> FinishedProgram {
    try await FinishedProgram.run(
      "muster", arguments + ["--account", administrator, "--socket", muster.socket], in: directory)
  }

  private func expect(
    _ run: FinishedProgram, _ code: Int32, output: String = "", errors: String = "",
    at location: SourceLocation = #_sourceLocation
  ) {
    #expect(run.code == code, sourceLocation: location)
    #expect(run.output == output, sourceLocation: location)
    #expect(run.errors == errors, sourceLocation: location)
  }
}
