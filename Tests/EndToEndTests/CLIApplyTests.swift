import Glibc
import MusterClient
import MusterJSON
import TestSupport
import Testing

/// `muster members apply`: the roster becomes what a file says.
@Suite(.timeLimit(.minutes(2))) struct CLIApplyTests {
  let administrator = "111111111111"
  let directory: TemporaryDirectory
  let muster: CommandLine

  init() throws {
    directory = try TemporaryDirectory()
    muster = CommandLine(directory: directory)
  }

  @Test func theWholeStory() async throws {
    let daemon = try await RunningDaemon.start(in: directory, ["--data", ":memory:"])
    _ = try await muster(administrator, "hub", "enable")
    let file = try directory.write("account_id,email\n000000000002,b@x\n000000000003,\n000000000004\n", to: "a.csv")
    let dry = try await muster(administrator, "members", "apply", "-f", file, "--dry-run")
    #expect(dry.code == 0 && dry.errors == "")
    #expect(dry.output.hasSuffix("COUNT  PLAN\n    3  create and invite\nNothing was changed: this is a dry run.\n"))
    #expect(try await statuses() == [:])

    let first = try await muster(administrator, "members", "apply", "-f", file)
    #expect(first.code == 0 && first.errors == "")
    #expect(first.output.hasSuffix("    3  create and invite\nCreated 3 members, invited 3.\n"))
    #expect(
      try await statuses() == ["000000000002": .invited, "000000000003": .invited, "000000000004": .invited])
    let again = try await muster(administrator, "members", "apply", "-f", file)
    #expect(again.code == 0)
    #expect(
      again.output == """
        COUNT  PLAN
            3  nothing
        Nothing to do: every account of the file is invited or associated.

        """)

    // One accepts, one declines, one accepts and is not in the file any more, one joins by hand.
    for member in ["000000000002", "000000000003", "000000000004"] { _ = try await muster(member, "hub", "enable") }
    for member in ["000000000002", "000000000004"] {
      #expect(try await muster(member, "invitations", "accept", administrator).code == 0)
    }
    #expect(try await muster(member(3), "invitations", "decline", administrator).code == 0)
    #expect(try await muster(administrator, "members", "create", "000000000005").code == 0)

    let shorter = "000000000002,c@x\n000000000003\n"
    let kept = try await muster(administrator, "members", "apply", "-f", "-", input: shorter)
    #expect(kept.code == 0)
    #expect(
      kept.output == """
        ACCOUNT       STATUS    PLAN          NOTE
        000000000002  Enabled   nothing       its e-mail address stays b@x, not c@x
        000000000003  Resigned  invite again  it declined or left
        000000000004  Enabled   leave alone   not in the file
        000000000005  Created   leave alone   not in the file

        COUNT  PLAN
            1  invite again
            2  leave alone
            1  nothing
        Invited 1 member.

        """)
    let pruned = try await muster(administrator, "members", "apply", "-f", "-", "--prune", "-o", "json", input: shorter)
    #expect(pruned.code == 0 && pruned.errors == "")
    #expect(try pruned.document(UnprocessedAccounts.self).list == [])
    #expect(try await statuses() == ["000000000002": .enabled, "000000000003": .invited])
    #expect(try await muster("000000000004", "administrator", "show", "-o", "json").output == "{}\n")
    #expect(await daemon.stop() == .code(0))
  }

  @Test func whatMustNotBePrunedByMistake() async throws {
    let daemon = try await RunningDaemon.start(in: directory, ["--data", ":memory:"])
    _ = try await muster(administrator, "hub", "enable")
    _ = try await muster(administrator, "members", "create", "000000000002", "000000000003")
    let before = try await statuses()
    // Nobody to keep: the administrator itself and a suspended account do not count.
    let nobody = """
      {"Accounts": [{"Id": "111111111111", "Status": "ACTIVE"}, {"Id": "000000000002", "Status": "SUSPENDED"}]}
      """
    let refused = try await muster(administrator, "members", "apply", "-f", "-", "--prune", input: nobody)
    #expect(refused.code == 2 && refused.output == "")
    #expect(
      refused.errors.hasPrefix(
        "muster: standard input names nobody to keep, and --prune would remove every member, so nothing was sent.\n"))
    let empty = try await muster(administrator, "members", "apply", "-f", "-", "--prune", input: "account_id,email\n")
    #expect(empty.code == 2 && empty.errors.hasPrefix("muster: standard input lists no accounts, so nothing was sent."))
    #expect(try await statuses() == before)

    // A suspended member stays, whatever else goes.
    let some = """
      {"Accounts": [{"Id": "000000000004", "Status": "ACTIVE"}, {"Id": "000000000002", "Status": "SUSPENDED"}]}
      """
    let run = try await muster(administrator, "members", "apply", "-f", "-", "--prune", input: some)
    #expect(run.code == 0)
    #expect(run.output.contains("000000000002  Created  leave alone        the organization has it SUSPENDED\n"))
    #expect(run.errors.contains("Skipped 1 account that the organization does not have ACTIVE"))
    #expect(try await statuses() == ["000000000002": .created, "000000000004": .invited])
    #expect(await daemon.stop() == .code(0))
  }

  @Test func anAccountThatCanHaveNoMembersIsToldAtOnce() async throws {
    let daemon = try await RunningDaemon.start(in: directory, ["--data", ":memory:"])
    let hubless = try await muster(administrator, "members", "apply", "-f", "-", input: "000000000002\n")
    #expect(hubless.code == 3 && hubless.output == "")
    #expect(hubless.errors.contains("Enable its hub first, with `muster hub enable`."))

    _ = try await muster(administrator, "hub", "enable")
    _ = try await muster(administrator, "members", "apply", "-f", "-", input: "000000000002\n")
    _ = try await muster(member(2), "hub", "enable")
    #expect(try await muster(member(2), "invitations", "accept", administrator).code == 0)
    for arguments in [["-f", "-"], ["-f", "-", "--dry-run"]] {
      let run = try await FinishedProgram.run(
        "muster", ["members", "apply"] + arguments + ["--account", member(2), "--socket", muster.socket],
        input: "000000000003\n", in: directory)
      #expect(run.code == 3 && run.output == "")
      #expect(
        run.errors.hasPrefix(
          "muster: Account 000000000002 is a member of administrator 111111111111, so it can have no members of its "))
    }
    #expect(await daemon.stop() == .code(0))
  }

  @Test func accountsThatCannotComeAreReported() async throws {
    let settings = try directory.write("limits: {roster-rows: 60}\n", to: "muster.yaml")
    let daemon = try await RunningDaemon.start(in: directory, ["--data", ":memory:", "--config", settings])
    _ = try await muster(administrator, "hub", "enable")
    let csv = (1...160).map { member($0) }.joined(separator: "\n")
    let run = try await muster(administrator, "members", "apply", "-f", "-", "-o", "json", input: csv)
    #expect(run.code == 1 && run.errors == "")
    #expect(try run.document(UnprocessedAccounts.self).list.map(\.accountID) == (61...160).map { member($0) })
    #expect(try await statuses().count { $0.value == .invited } == 60)

    // Room comes from those that leave: they go first.
    let others = (101...160).map { member($0) }.joined(separator: "\n")
    let exchanged = try await muster(administrator, "members", "apply", "-f", "-", "--prune", input: others)
    #expect(exchanged.code == 0)
    #expect(exchanged.output.hasSuffix("\nDeleted 60 members, created 60, invited 60.\n"))
    #expect(await daemon.stop() == .code(0))
  }

  private func statuses() async throws -> [String: MemberStatus] {
    let listed: Page<Member> = try await muster(administrator, "members", "list", "--all", "-o", "json").document()
    return Dictionary(uniqueKeysWithValues: listed.items.map { ("\($0.accountID)", $0.status) })
  }

  private func member(_ number: Int) -> String { AccountID(number: UInt64(number)).map { "\($0)" } ?? "" }
}
