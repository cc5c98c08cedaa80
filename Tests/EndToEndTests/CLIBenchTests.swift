import Glibc
import MusterJSON
import MusterModel
import TestSupport
import Testing

/// `muster bench` against a daemon that others use, too.
@Suite(.timeLimit(.minutes(2))) struct CLIBenchTests {
  let directory: TemporaryDirectory
  let muster: CommandLine
  let bench = [
    "bench", "--duration", "100ms", "--tenants", "2", "--members", "60", "--connections", "2", "--window", "4",
  ]

  init() throws {
    directory = try TemporaryDirectory()
    muster = CommandLine(directory: directory)
  }

  @Test func everyOperationIsMeasuredAndNothingIsLeft() async throws {
    let daemon = try await RunningDaemon.start(in: directory)
    let mix =
      "check-access,batch-check-access:10,resolve-recipients,get-members:60,list-members,describe-hub,create-members,"
      + "delete-members"
    let run = try await self.run(bench + ["--mix", mix, "--json"])
    #expect(run.code == 0, "\(run.errors)")
    let report = try JSONObject(JSONParser.document(run.output.utf8))
    #expect(report["Failed"] == .number("0") && report["Unanswered"] == .number("0"))
    var operations: [JSONValue] = []
    if case .array(let all) = report["Operations"] { operations = all }
    #expect(operations.count == 9)
    for operation in operations {
      #expect(try JSONObject(operation)["Calls"] != .number("0"), "\(operation.text())")
    }
    #expect(run.errors.contains("Will enable the hubs of 2 administrators from account 990000000000 on"))
    try await expectNothingLeft()
    #expect(await daemon.stop() == .code(0))
  }

  @Test func aTableForPeopleAtAFixedRate() async throws {
    let daemon = try await RunningDaemon.start(in: directory, ["--data", ":memory:"])
    let run = try await self.run(bench + ["--mix", "describe-hub", "--rate", "1000"])
    #expect(run.code == 0, "\(run.errors)")
    let lines = run.output.split(separator: "\n")
    #expect(lines.count == 2 && lines[0].hasPrefix("OPERATION     CALLS  PER SECOND"))
    let calls = try #require(lines.last?.split(separator: " ").dropFirst().first.flatMap { Int($0) })
    #expect((50...111).contains(calls))
    #expect(await daemon.stop() == .code(0))
  }

  @Test func whatSomebodyElseHasIsNotTouched() async throws {
    let daemon = try await RunningDaemon.start(in: directory, ["--data", ":memory:"])
    // The second administrator; in another run, an associated member.
    for (account, region) in [("990000000001", "muster-bench"), ("000000200001", "us-east-1")] {
      _ = try await muster(account, "hub", "enable", "--region", region)
      let place = ["--region", region, "--account", region == "us-east-1" ? "000000000000" : "990000000000"]
      let run = try await self.run(bench + place)
      #expect(run.code == 3 && run.output == "")
      let refusal = "muster: Account \(account) has a hub in Region \(region) that `muster bench` did not make;"
      #expect(run.errors.hasPrefix(refusal))
      #expect(try await muster(account, "hub", "show", "--region", region).code == 0)
      #expect(try await muster("990000000000", "hub", "show", "--region", region).code == 3)
    }
    #expect(await daemon.stop() == .code(0))
  }

  /// Control-C while it measures, which at that rate is after a thousand calls, or the terminal is closed: the report of
  /// what was measured, and everything removed.
  @Test(arguments: [SIGINT, SIGHUP]) func interrupted(signal: Int32) async throws {
    let daemon = try await RunningDaemon.start(in: directory, ["--data", ":memory:"])
    let process = try start("--duration", "60s", "--rate", "1000")
    await eventually { await self.isMeasuring() }
    process.kill(signal)
    #expect(await process.exit() == .code(0))
    #expect(process.output.contains("check-access"))
    try await expectNothingLeft()
    #expect(await daemon.stop() == .code(0))
  }

  /// A run that was killed leaves its accounts; the next one knows them, and not before the first is gone.
  @Test func killed() async throws {
    let daemon = try await RunningDaemon.start(in: directory, ["--data", ":memory:"])
    let process = try start("--duration", "60s")
    await eventually { await self.isMeasuring() }
    let refused = try await run(bench)
    #expect(refused.code == 3)
    #expect(refused.errors.contains("is used by process \(process.id), a `muster bench` that still runs"))
    process.kill(SIGKILL)
    _ = await process.exit()
    #expect(try await muster("990000000002", "hub", "show", "--region", "muster-bench").code == 0)
    // Of other accounts, which have some in common with those.
    let next = try await run(bench + ["--account", "990000000001"])
    #expect(next.code == 0, "\(next.errors)")
    #expect(next.errors.contains("An earlier run did not clean up; what it left is removed first."))
    try await expectNothingLeft()
    #expect(await daemon.stop() == .code(0))
  }

  @Test func whatIsWrongIsSentToNobody() async throws {
    let run = try await self.run(["bench", "--window", "0"])
    #expect(run.code == 2 && run.errors.hasPrefix("muster: --window is 0, so nothing was sent."))
    #expect(try await self.run(bench).code == 4)
  }

  private func start(_ arguments: String...) throws -> ChildProcess {
    // Whoever runs the tests may ignore SIGHUP, and children inherit that.
    try ChildProcess(
      "/usr/bin/env",
      ["--default-signal=HUP", Executables.path("muster"), "bench", "--tenants", "3"] + arguments,
      environment: ["MUSTER_SOCKET": muster.socket], output: directory.path("bench"))
  }

  private func run(_ arguments: [String]) async throws -> FinishedProgram {
    // An account and a Region of the user's own, which must not be touched.
    try await FinishedProgram.run(
      "muster", arguments,
      environment: ["MUSTER_SOCKET": muster.socket, "MUSTER_ACCOUNT": "111111111111", "MUSTER_REGION": "us-east-1"],
      in: directory)
  }

  /// Whether the daemon has been asked thousands of things.
  private func isMeasuring() async -> Bool {
    guard let status = try? await muster(nil, "status", "-o", "json").document(DaemonStatus.self) else { return false }
    return status.calls.contains { $0.method == "CheckAccess" && $0.count > 1200 }
  }

  private func expectNothingLeft() async throws {
    for account in ["990000000000", "990000000001", "990000000002", "990000200000", "990000200007"] {
      #expect(try await muster(account, "hub", "show", "--region", "muster-bench").code == 3)
    }
    #expect(try await muster("111111111111", "hub", "show").code == 3)
  }
}
