import MusterClient
import MusterJSON
import TestSupport
import Testing

/// `muster` as a process, against `musterd` as a process.
@Suite(.timeLimit(.minutes(2))) struct CLITests {
  let administrator = "111111111111"
  let member = "000000000002"
  let directory: TemporaryDirectory
  let muster: CommandLine

  init() throws {
    directory = try TemporaryDirectory()
    muster = CommandLine(directory: directory)
  }

  @Test(arguments: DataPlace.allCases)
  func theHandshakeForPeople(place: DataPlace) async throws {
    let daemon = try await RunningDaemon.start(in: directory, place.arguments)
    try await expect(
      muster(administrator, "hub", "enable", "--tag", "team=security", "cost=7"), 0,
      output: "Enabled the hub of account 111111111111.\n")
    let hub = try await muster(administrator, "hub", "show")
    #expect(hub.output.hasPrefix("Hub                   arn:aws:securityhub:us-east-1:111111111111:hub/default\n"))
    try await expect(
      muster(administrator, "members", "list", "--all"), 0,
      errors: "muster: Account 111111111111 has no members. `muster members create` adds some.\n")
    try await expect(
      muster(administrator, "members", "create", "\(member)=a@example.com", "000000000003"), 0,
      output: "Created 2 members.\n")
    try await expect(
      muster(administrator, "members", "list"), 0,
      errors: "muster: No member of account 111111111111 is associated. --all lists those of every status.\n")
    try await expect(muster(administrator, "members", "invite", "--all"), 0, output: "Invited 2 members.\n")

    try await expect(muster(member, "hub", "enable"), 0, output: "Enabled the hub of account 000000000002.\n")
    try await expect(
      muster(member, "administrator", "show"), 0, errors: "muster: Account 000000000002 has no administrator.\n")
    let invitations = try await muster(member, "invitations", "list").output.split(separator: "\n")
    #expect(invitations.first == "ADMINISTRATOR  STATUS   INVITED                   INVITATION")
    #expect(invitations.last?.hasPrefix("111111111111   Invited  2") == true)
    for _ in 1...2 {
      try await expect(
        muster(member, "invitations", "accept", administrator), 0,
        output: "Account 000000000002 is now a member of administrator 111111111111.\n")
    }
    let shown = try await muster(member, "administrator", "show")
    #expect(shown.output.hasPrefix("Administrator  111111111111\nStatus         Enabled\n"))

    let members = try await muster(administrator, "members", "list").output.split(separator: "\n")
    #expect(members.count == 2)
    #expect(members.first == "ACCOUNT       STATUS   INVITED                   UPDATED                   EMAIL")
    #expect(members.last?.hasPrefix("000000000002  Enabled  2") == true)
    #expect(members.last?.hasSuffix("Z  a@example.com") == true)

    let status = try await muster(nil, "status")
    #expect(status.output.contains("\nProcess           \(daemon.process.id)\n"))
    #expect(status.output.contains("\nInviteMembers                  OK"))
    #expect(await daemon.stop() == .code(0))
  }

  @Test(arguments: DataPlace.allCases)
  func theHandshakeForPrograms(place: DataPlace) async throws {
    let daemon = try await RunningDaemon.start(in: directory, place.arguments)
    try await expect(
      muster(
        administrator, "-o", "json", "hub", "enable", "--no-default-standards", "--control-finding-generator",
        "STANDARD_CONTROL"), 0, output: "{}\n")
    let hub: HubDescription = try await muster(administrator, "hub", "show", "-o", "json").document()
    #expect(hub.controlFindingGenerator == .standardControl)
    try await expect(
      muster(administrator, "members", "list", "--output", "json"), 0, output: "{\"Members\":[]}\n")
    try await expect(
      muster(administrator, "members", "create", member, "-o", "json"), 0, output: "{\"UnprocessedAccounts\":[]}\n")
    try await expect(
      muster(administrator, "members", "create", member, "-o", "json"), 0, output: "{\"UnprocessedAccounts\":[]}\n",
      errors: "{\"Note\":{\"Message\":\"1 account was there already.\"}}\n")
    let got = try await muster(administrator, "members", "get", "999999999999", member, member, "-o", "json")
    #expect(got.code == 1)
    let found: MembersByID = try got.document()
    #expect(found.members.map(\.status) == [.created])
    #expect(found.unprocessed.map(\.accountID) == ["999999999999"])

    try await expect(
      muster(administrator, "members", "invite", member, "-ojson"), 0, output: "{\"UnprocessedAccounts\":[]}\n")
    try await expect(muster(member, "hub", "enable", "-ojson"), 0, output: "{}\n")
    try await expect(muster(member, "administrator", "show", "-o", "json"), 0, output: "{}\n")
    let invitations: Page<Invitation> = try await muster(member, "invitations", "list", "-o", "json").document()
    let invitation = try #require(invitations.items.first)
    try await expect(
      muster(
        member, "invitations", "accept", administrator, "--invitation-id", "\(invitation.invitationID)", "-o", "json"),
      0, output: "{}\n")
    let shown: AdministratorAnswer = try await muster(member, "administrator", "show", "-o", "json").document()
    #expect(shown.administrator?.invitationID == invitation.invitationID)
    let members: Page<Member> = try await muster(administrator, "members", "list", "-o", "json").document()
    #expect(members.items.map(\.status) == [.enabled])

    let status: DaemonStatus = try await muster(nil, "status", "-o", "json").document()
    #expect(status.processID == Int(daemon.process.id))
    #expect(await daemon.stop() == .code(0))
  }

  @Test(arguments: DataPlace.allCases)
  func optionsStandBeforeAndAfterAndWinOverVariables(place: DataPlace) async throws {
    let daemon = try await RunningDaemon.start(in: directory, place.arguments)
    let other = ["MUSTER_SOCKET": "/nonexistent/socket", "MUSTER_REGION": "eu-west-1"]
    try await expect(
      muster(
        "999999999999", "--socket", muster.socket, "hub", "enable", "--account", administrator, environment: other),
      0, output: "Enabled the hub of account 111111111111.\n")
    let hub: HubDescription = try await muster(
      administrator, "--region", "eu-west-1", "-o", "json", "hub", "show"
    ).document()
    #expect(hub.hubARN == "arn:aws:securityhub:eu-west-1:111111111111:hub/default")
    #expect(try await muster(administrator, "hub", "--region=eu-west-1", "show").code == 0)
    // Regions share nothing.
    #expect(try await muster(administrator, "hub", "show").code == 3)
    #expect(await daemon.stop() == .code(0))
  }

  /// What was shown before a crash is shown after it, byte for byte.
  @Test func whatItShowsSurvivesACrash() async throws {
    let first = try await RunningDaemon.start(in: directory)
    _ = try await muster(administrator, "hub", "enable")
    _ = try await muster(administrator, "members", "create", member, "000000000003=c@example.com")
    _ = try await muster(administrator, "members", "invite", member)
    let before = try await muster(administrator, "members", "list", "--all")
    await first.crash()
    #expect(try await muster(administrator, "members", "list", "--all").code == 4)
    let second = try await RunningDaemon.start(in: directory)
    try await expect(muster(administrator, "members", "list", "--all"), 0, output: before.output)
    #expect(await second.stop() == .code(0))
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
