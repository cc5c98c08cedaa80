import Foundation
import MusterClient
import MusterJSON
import TestSupport
import Testing

/// `muster members apply`, stopped at a moment of the test's choice, and given again.
@Suite(.timeLimit(.minutes(2))) struct CLIApplyStoppedTests {
  let administrator = "111111111111"
  let directory: TemporaryDirectory
  let muster: CommandLine
  let file: String

  init() throws {
    directory = try TemporaryDirectory()
    muster = CommandLine(directory: directory)
    file = try directory.write((1...120).map(Self.member).joined(separator: "\n"), to: "a.csv")
  }

  enum Stop: CaseIterable {
    /// Control-C.
    case interrupt
    /// The daemon goes away under the call.
    case hangUp
    /// Nobody can say anything.
    case kill
  }

  /// The second call for creating members is under way.
  @Test(arguments: Stop.allCases)
  func stoppedMidway(stop: Stop) async throws {
    let daemon = try await RunningDaemon.start(in: directory, ["--data", ":memory:"])
    _ = try await muster(administrator, "hub", "enable")
    let relay = try Relay(to: muster.socket, holding: "CreateMembers", after: 1)
    let run = try apply(over: relay)
    #expect(await relay.held())
    switch stop {
    case .interrupt: run.kill(SIGINT)
    case .hangUp: relay.hangUp()
    case .kill: run.kill(SIGKILL)
    }
    let exit = await run.exit()
    relay.hangUp()

    if stop == .kill {
      #expect(exit == .signal(SIGKILL))
    } else {
      #expect(exit == .code(5))
      let lines = run.output.split(separator: "\n")
      let document = try JSONParser.document(try #require(lines.first).utf8)
      let list = try UnprocessedAccounts(json: document).list
      // In doubt, not sent, and created but not invited: everybody, once.
      #expect(list.map(\.accountID) == ((51...120).map(Self.member) + (1...50).map(Self.member)))
      #expect(list[0].processingResult.hasPrefix("It is not known whether this was done: "))
      #expect(list[69].processingResult == "This was not sent, since an earlier call failed.")
      #expect(list[70].processingResult == "It was created. This was not sent, since an earlier call failed.")
      #expect(
        lines.last?.hasPrefix(#"{"Error":{"Code":"\#(stop == .interrupt ? "Cancelled" : "ConnectionLost")","#) == true)
      #expect(lines.last?.contains("Run the same command again to finish") == true)
    }

    let again = try await muster(administrator, "members", "apply", "-f", file)
    #expect(again.code == 0)
    #expect(
      again.output.hasSuffix(
        "   70  create and invite\n   50  invite\nCreated 70 members, invited 120.\n"))
    let done = try await muster(administrator, "members", "apply", "-f", file)
    #expect(
      done.output.hasSuffix("  120  nothing\nNothing to do: every account of the file is invited or associated.\n"))
    #expect(await daemon.stop() == .code(0))
  }

  /// Deletion follows when all are disassociated; stopped before, what was done must not go untold.
  @Test func stoppedBetweenDisassociatingAndDeleting() async throws {
    let daemon = try await RunningDaemon.start(in: directory, ["--data", ":memory:"])
    _ = try await muster(administrator, "hub", "enable")
    _ = try await muster(administrator, "members", "apply", "-f", file)
    let relay = try Relay(to: muster.socket, holding: "DeleteMembers")
    let one = try directory.write(Self.member(1), to: "one.csv")
    let run = try apply(over: relay, "--prune", file: one)
    #expect(await relay.held())
    run.kill(SIGINT)
    #expect(await run.exit() == .code(5))
    relay.hangUp()
    let document = try JSONParser.document(try #require(run.output.split(separator: "\n").first).utf8)
    let list = try UnprocessedAccounts(json: document).list
    #expect(list.count == 119)
    #expect(list.allSatisfy { $0.processingResult.hasPrefix("It was disassociated. ") })
    #expect(try await muster(administrator, "members", "apply", "-f", one, "--prune").code == 0)
    #expect(await daemon.stop() == .code(0))
  }

  /// All or none is the daemon's word for one call. Somebody else's deletion must not keep the others from going.
  @Test func membersThatSomebodyDeletedMeanwhile() async throws {
    let daemon = try await RunningDaemon.start(in: directory, ["--data", ":memory:"])
    _ = try await muster(administrator, "hub", "enable")
    _ = try await muster(administrator, "members", "apply", "-f", file)
    let relay = try Relay(to: muster.socket, holding: "DisassociateMembers")
    let few = try directory.write((1...60).map(Self.member).joined(separator: "\n"), to: "a.csv")
    let run = try apply(over: relay, "--prune", file: few)
    #expect(await relay.held())
    #expect(try await muster(administrator, "members", "delete", Self.member(61), Self.member(110)).code == 0)
    relay.release()
    #expect(await run.exit() == .code(0))
    #expect(run.output.contains(#""UnprocessedAccounts":[]}"#))
    let listed: Page<Member> = try await muster(administrator, "members", "list", "--all", "-o", "json").document()
    #expect(listed.items.map { "\($0.accountID)" } == (1...60).map(Self.member))
    relay.hangUp()
    #expect(await daemon.stop() == .code(0))
  }

  private func apply(over relay: Relay, _ arguments: String..., file: String? = nil) throws -> ChildProcess {
    try ChildProcess(
      Executables.path("muster"), ["members", "apply", "-f", file ?? self.file, "-o", "json"] + arguments,
      environment: ["MUSTER_SOCKET": relay.socket, "MUSTER_ACCOUNT": administrator],
      output: directory.path("apply.\(arguments.count)"))
  }

  private static func member(_ number: Int) -> String { AccountID(number: UInt64(number)).map { "\($0)" } ?? "" }
}
