import Foundation
import MusterClient
import MusterJSON
import TestSupport
import Testing

/// How `muster` ends when it cannot do what it was told: exit status, message, and what to do.
@Suite(.timeLimit(.minutes(2))) struct CLIRefusalTests {
  let administrator = "111111111111"
  let member = "000000000002"
  let directory: TemporaryDirectory
  let muster: CommandLine

  init() throws {
    directory = try TemporaryDirectory()
    muster = CommandLine(directory: directory)
  }

  struct Mistake: CustomStringConvertible {
    var arguments: [String]
    var message: String
    var description: String { arguments.joined(separator: " ") }

    init(_ arguments: [String], _ message: String) {
      self.arguments = arguments
      self.message = message
    }
  }

  static let mistakes = [
    Mistake(["members", "list", "--account", "1"], "muster: --account: account id \"1\" is not 12 digits; "),
    Mistake(
      ["members", "create", "12345678901x"], "The command line, argument 1: account id \"12345678901x\" is not "),
    Mistake(
      ["members", "create", "000000000002=", "1"], "muster: The command line has 2 bad entries, so nothing was "),
    Mistake(
      ["members", "create"], "muster: No accounts were given, so nothing was sent.\n        Name some, or give a "),
    Mistake(["members", "create", "-f", "/nonexistent"], "muster: /nonexistent cannot be read: No such file or "),
    Mistake(["members", "get"], "muster: Missing expected argument '<id> ...'"),
    Mistake(["members", "get", "1"], "account id \"1\" is not 12 digits"),
    Mistake(["members", "invite"], "muster: No accounts were given, so nothing was sent."),
    Mistake(["members", "invite", "000000000002", "--all"], "muster: Accounts and --all were both given, so nothing "),
    Mistake(["members", "invite", "٠٠٠٠٠٠٠٠٠٠٠٢"], "is not 12 digits"),
    Mistake(["invitations", "accept"], "muster: Missing expected argument '<administrator>'"),
    Mistake(["invitations", "accept", "x"], "muster: ADMINISTRATOR: account id \"x\" is not 12 digits; nothing"),
    Mistake(
      ["hub", "show", "--region", "Mars"], "muster: --region: \"Mars\" cannot be a Region, so nothing was sent."),
    Mistake(["hub", "enable", "--tag", "x"], "muster: --tag: \"x\" is not a tag, so nothing was sent."),
    Mistake(["hub", "enable", "--control-finding-generator", "X"], "muster: The value 'X' is invalid for "),
    Mistake(
      ["hub", "update"], "muster: No setting was given, so nothing was sent.\n        Give --auto-enable-controls, "),
    Mistake(["hub", "update", "--auto-enable-controls", "maybe"], "muster: The value 'maybe' is invalid for "),
    Mistake(["tags", "set"], "muster: Missing expected argument '<key=value> ...'"),
    Mistake(["tags", "set", "x"], "muster: The command line: \"x\" is not a tag, so nothing was sent."),
    Mistake(["tags", "remove"], "muster: Missing expected argument '<key> ...'"),
    Mistake(["members", "disassociate", "1"], "account id \"1\" is not 12 digits"),
    Mistake(["members", "delete", "1"], "account id \"1\" is not 12 digits"),
    Mistake(["invitations", "decline", "1"], "account id \"1\" is not 12 digits"),
    Mistake(["invitations", "delete", "1"], "account id \"1\" is not 12 digits"),
    Mistake(["hub", "show", "--socket", ""], "muster: --socket is empty, so nothing was sent."),
    Mistake(["status", "-o", "xml"], "muster: The value 'xml' is invalid for '-o <output>'"),
    Mistake(["members", "nonsense"], "muster: Unexpected argument 'nonsense'"),
    Mistake(["status", "--bogus"], "muster: Unknown option '--bogus'"),
  ]

  /// No daemon runs: what is wrong is found before one is looked for.
  @Test(arguments: mistakes)
  func mistakesAreFoundBeforeAnythingIsSent(mistake: Mistake) async throws {
    let run = try await FinishedProgram.run(
      "muster", mistake.arguments, environment: ["MUSTER_SOCKET": muster.socket, "MUSTER_ACCOUNT": administrator],
      in: directory)
    #expect(run.code == 2)
    #expect(run.output == "")
    #expect(run.errors.contains(mistake.message))
  }

  @Test func anAccountIsNeeded() async throws {
    for account in [nil, ""] {
      let run = try await muster(account, "members", "list")
      #expect(run.code == 2)
      #expect(
        run.errors == """
          muster: No account was given to act for, so nothing was sent.
                  Give one with --account or in MUSTER_ACCOUNT, 12 digits.

          """)
    }
    let malformed = try await muster("12", "members", "list")
    #expect(malformed.code == 2)
    #expect(malformed.errors.hasPrefix("muster: MUSTER_ACCOUNT: account id \"12\" is not 12 digits"))
  }

  @Test func nobodyThere() async throws {
    for arguments in [["members", "list"], ["status"]] {
      let run = try await FinishedProgram.run(
        "muster", arguments + ["--account", administrator, "--socket", muster.socket], in: directory)
      #expect(run.code == 4)
      #expect(run.errors.contains(muster.socket))
      #expect(run.errors.contains("Start it with `musterd`, or name another socket with --socket or MUSTER_SOCKET."))
    }
    let forPrograms = try await muster(administrator, "hub", "show", "-o", "json")
    #expect(forPrograms.code == 4)
    #expect(try forPrograms.failure.code == "Unreachable")
  }

  /// Whoever asks how the daemon is does not want to wait as long as for a call.
  @Test func aDaemonThatSaysNothing() async throws {
    let listener = try UnixSockets.listening(at: muster.socket)
    let start = ContinuousClock.now
    let run = try await muster(nil, "status", "-o", "json")
    #expect(ContinuousClock.now - start < .seconds(25))
    close(listener)
    #expect(run.code == 5)
    #expect(try run.failure.code == "DeadlineExceeded")
  }

  /// Something else listens on the socket, and hangs up on whoever comes.
  @Test func somebodyElseThere() async throws {
    let listener = try UnixSockets.listening(at: muster.socket)
    let thread = Thread {
      while true {
        let peer = accept(listener, nil, nil)
        guard peer >= 0 else { return }
        unsafe write(peer, "HTTP/1.1 400 Bad Request\r\n\r\n", 28)
        close(peer)
      }
    }
    thread.start()
    let run = try await muster(administrator, "members", "create", member, "-o", "json")
    shutdown(listener, Int32(SHUT_RDWR))
    close(listener)
    #expect(run.code == 5)
    #expect(run.output == "")
    #expect(try run.failure.message.contains(muster.socket))
  }

  @Test(arguments: DataPlace.allCases)
  func whatTheDaemonRefuses(place: DataPlace) async throws {
    let daemon = try await RunningDaemon.start(in: directory, place.arguments)
    for arguments in [
      ["hub", "show"], ["members", "list"], ["members", "create", member], ["members", "get", member],
      ["members", "invite", member], ["members", "invite", "--all"], ["invitations", "list"],
      ["administrator", "show"], ["invitations", "accept", administrator],
      ["hub", "disable"], ["hub", "update", "--auto-enable-controls", "true"],
      ["tags", "list"], ["tags", "set", "a=b"], ["tags", "remove", "a"],
      ["members", "disassociate", member], ["members", "delete", member],
      ["invitations", "count"], ["invitations", "decline", member], ["invitations", "delete", member],
      ["administrator", "leave"],
    ] {
      let run = try await FinishedProgram.run(
        "muster", arguments + ["--account", administrator, "--socket", muster.socket], in: directory)
      #expect(run.code == 3)
      #expect(run.output == "")
      #expect(
        run.errors == """
          muster: Account 111111111111 is not subscribed to AWS Security Hub [InvalidAccessException]
                  Enable its hub first, with `muster hub enable`.

          """)
    }

    let badTag = try await muster(administrator, "hub", "enable", "--tag", "aws:x=1", "-o", "json")
    #expect(badTag.code == 3)
    #expect(try badTag.failure.code == "InvalidInputException")
    #expect(try await muster(administrator, "hub", "enable").code == 0)
    let twice = try await muster(administrator, "hub", "enable")
    #expect(twice.code == 3)
    #expect(
      twice.errors == """
        muster: Account is already subscribed to Security Hub [ResourceConflictException]
                Nothing was changed. `muster hub show` shows the hub.

        """)
    let uninvited = try await muster(administrator, "invitations", "accept", member, "-o", "json")
    #expect(uninvited.code == 3)
    #expect(try uninvited.failure.code == "ResourceNotFoundException")
    let invented = try await muster(administrator, "invitations", "accept", member, "--invitation-id", "x", "-ojson")
    #expect(invented.code == 3)
    #expect(try invented.failure.code == "ResourceNotFoundException")
    #expect(await daemon.stop() == .code(0))
  }

  @Test(arguments: DataPlace.allCases)
  func accountsThatAreNotProcessed(place: DataPlace) async throws {
    let daemon = try await RunningDaemon.start(in: directory, place.arguments)
    _ = try await muster(administrator, "hub", "enable")
    let own = try await muster(administrator, "members", "create", administrator, member, member)
    #expect(own.code == 1)
    #expect(own.output == "Created 1 member.\n")
    #expect(
      own.errors == """
        muster: Left out 1 repetition: 000000000002 (argument 3, after argument 2).
        muster: 1 account not processed:
        ACCOUNT       REASON
        111111111111  The request is rejected because an account cannot become a member of itself.

        """)
    let unknown = try await muster(administrator, "members", "invite", member, "999999999999", "-o", "json")
    #expect(unknown.code == 1)
    #expect(try unknown.document(UnprocessedAccounts.self).list.map(\.accountID) == ["999999999999"])
    #expect(unknown.errors == "")
    let asked = try await muster(administrator, "members", "get", "999999999999")
    #expect(asked.code == 1)
    #expect(asked.output == "")
    #expect(asked.errors.hasPrefix("muster: 1 account not processed:\nACCOUNT       REASON\n999999999999  "))

    // A member of an administrator is none itself.
    _ = try await muster(member, "hub", "enable")
    #expect(try await muster(member, "invitations", "accept", administrator).code == 0)
    let forbidden = try await muster(member, "members", "create", "000000000003")
    #expect(forbidden.code == 1)
    #expect(forbidden.output == "Created 0 members.\n")
    #expect(await daemon.stop() == .code(0))
  }

  /// What an account stored must not draw on the terminal of whoever looks at it.
  @Test(arguments: DataPlace.allCases)
  func anEmailCannotForgeOutput(place: DataPlace) async throws {
    let daemon = try await RunningDaemon.start(in: directory, place.arguments)
    _ = try await muster(administrator, "hub", "enable")
    let email = "a\n999999999999  Enabled\u{1B}[2K\u{9B}31m\u{202E}"
    #expect(try await muster(administrator, "members", "create", "\(member)=\(email)").code == 0)
    for arguments in [["-o", "table"], ["-o", "json"]] {
      let run = try await FinishedProgram.run(
        "muster", ["members", "list", "--all", "--account", administrator, "--socket", muster.socket] + arguments,
        in: directory)
      #expect(!run.output.unicodeScalars.contains { $0 != "\n" && $0.properties.generalCategory == .control })
      #expect(!run.output.contains("\u{202E}"))
      #expect(run.output.split(separator: "\n").count == (arguments[1] == "table" ? 2 : 1))
    }
    let kept: Page<Member> = try await muster(administrator, "members", "list", "--all", "-o", "json").document()
    #expect(kept.items.first?.email == email)
    #expect(await daemon.stop() == .code(0))
  }
}
