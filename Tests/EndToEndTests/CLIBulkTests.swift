import MusterClient
import MusterJSON
import TestSupport
import Testing

/// `muster` with many accounts at once.
@Suite(.timeLimit(.minutes(2))) struct CLIBulkTests {
  let administrator = "111111111111"
  let directory: TemporaryDirectory
  let muster: CommandLine

  init() throws {
    directory = try TemporaryDirectory()
    muster = CommandLine(directory: directory)
  }

  @Test(arguments: DataPlace.allCases)
  func anOrganizationOfThreeCalls(place: DataPlace) async throws {
    let daemon = try await RunningDaemon.start(in: directory, place.arguments)
    _ = try await muster(administrator, "hub", "enable")
    let csv = "account_id,email\r\n" + accounts(120).map { "\($0),a\($0)@example.com\r\n" }.joined()
    let created = try await muster(administrator, "members", "create", "-f", "-", input: csv)
    #expect(created.code == 0 && created.output == "Created 120 members.\n" && created.errors == "")
    let again = try await muster(administrator, "members", "create", "-f", try directory.write(csv, to: "a.csv"))
    #expect(again.code == 0 && again.output == "Created 0 members; 120 were there already.\n")

    let listed: Page<Member> = try await muster(administrator, "members", "list", "--all", "-o", "json").document()
    #expect(listed.items.map { "\($0.accountID)" } == accounts(120))
    #expect(listed.nextToken == nil)

    let some = try await muster(administrator, "members", "invite", accounts(1)[0])
    #expect(some.output == "Invited 1 member.\n")
    let rest = try await muster(administrator, "members", "invite", "--all")
    #expect(rest.code == 0 && rest.output == "Invited 119 members.\n")
    let none = try await muster(administrator, "members", "invite", "--all")
    #expect(none.code == 0 && none.output == "Invited 0 members.\n")
    #expect(none.errors == "muster: No member is in status Created.\n")

    let status: DaemonStatus = try await muster(nil, "status", "-o", "json").document()
    #expect(status.calls.first { $0.method == "CreateMembers" }?.count == 6)
    #expect(status.calls.first { $0.method == "InviteMembers" }?.count == 4)
    #expect(await daemon.stop() == .code(0))
  }

  @Test(arguments: DataPlace.allCases)
  func whatAnOrganizationListsAndIsNoMemberIsSkipped(place: DataPlace) async throws {
    let daemon = try await RunningDaemon.start(in: directory, place.arguments)
    _ = try await muster(administrator, "hub", "enable")
    let listing = """
      {"Accounts": [
        {"Id": "111111111111", "Arn": "arn:aws:organizations::111111111111:account/o-a/111111111111",
         "Email": "admin@example.com", "Name": "Admin", "Status": "ACTIVE", "JoinedMethod": "INVITED",
         "JoinedTimestamp": 1481830215.45},
        {"Id": "000000000002", "Email": "b@example.com", "Name": "B", "Status": "ACTIVE"},
        {"Id": "000000000003", "Email": "c@example.com", "Name": "C", "Status": "SUSPENDED"}
      ]}
      """
    let created = try await muster(administrator, "members", "create", "-f", "-", input: listing)
    #expect(created.code == 0 && created.output == "Created 1 member.\n")
    #expect(
      created.errors == """
        muster: Skipped the administrator's own account, 111111111111.
        muster: Skipped 1 account that the organization does not have ACTIVE: 000000000003 (SUSPENDED).

        """)
    #expect(await daemon.stop() == .code(0))
  }

  @Test(arguments: DataPlace.allCases)
  func nothingIsSentOfAFileWithAFault(place: DataPlace) async throws {
    let daemon = try await RunningDaemon.start(in: directory, place.arguments)
    _ = try await muster(administrator, "hub", "enable")
    let file = try directory.write("000000000002\n1234\n000000000003,\"x\n", to: "bad.csv")
    let created = try await muster(administrator, "members", "create", "000000000004", "-f", file)
    #expect(created.code == 2 && created.output == "")
    #expect(
      created.errors == """
        muster: \(file) has 2 bad entries, so nothing was sent.
          line 2: account id "1234" is not 12 digits (spreadsheets drop leading zeros: format the column as text)
          line 3: a quote is opened here and never closed
                Correct them and run the same command again.

        """)
    #expect(try await muster(administrator, "members", "list", "--all").output == "")
    #expect(await daemon.stop() == .code(0))
  }

  /// The third call meets a full roster with nothing left to create, and fails as a whole. What it says of each
  /// account is found out all the same.
  @Test(arguments: DataPlace.allCases)
  func afterAFailureEveryAccountIsAccountedFor(place: DataPlace) async throws {
    let settings = try directory.write("limits: {roster-rows: 60}\n", to: "muster.yaml")
    let daemon = try await RunningDaemon.start(in: directory, place.arguments + ["--config", settings])
    _ = try await muster(administrator, "hub", "enable")
    let csv = accounts(160).joined(separator: "\n")
    let created = try await muster(administrator, "members", "create", "-f", "-", "-o", "json", input: csv)
    #expect(created.code == 3)
    let unprocessed: UnprocessedAccounts = try created.document()
    #expect(unprocessed.list.map(\.accountID) == Array(accounts(160)[60...]))
    #expect(unprocessed.list[0].processingResult.contains("maximum number of allowed members"))
    #expect(unprocessed.list[40].processingResult.hasPrefix("Account 111111111111 has the maximum number of allowed"))
    #expect(unprocessed.list[99].processingResult == "This was not sent, since an earlier call failed.")
    let failure = try created.failure
    #expect(failure.code == "LimitExceededException")
    #expect(
      failure.message.hasSuffix(
        "150 accounts of 160 had been answered for; 10 were not sent. "
          + "Run the same command again when there is room: what is done is not done twice."))

    let listed: Page<Member> = try await muster(administrator, "members", "list", "--all", "-o", "json").document()
    #expect(listed.items.map { "\($0.accountID)" } == Array(accounts(60)))
    #expect(await daemon.stop() == .code(0))
  }

  private func accounts(_ count: Int) -> [String] {
    (1...count).compactMap { AccountID(number: UInt64($0)) }.map { "\($0)" }
  }
}
