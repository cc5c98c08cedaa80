import Foundation
import MusterClient
import MusterModel
import TestSupport
import Testing

/// `musterd` as a process: what its operators and its clients see of a run.
@Suite(.timeLimit(.minutes(2))) struct DaemonTests {
  let directory: TemporaryDirectory
  var socket: String { directory.path("muster.sock") }

  init() throws { directory = try TemporaryDirectory() }

  /// Calls the daemon for one account.
  private func call<Result>(
    _ socket: String, _ body: (MusterClient) async throws(MusterClientError) -> Result
  ) async throws(MusterClientError) -> Result {
    let client = try await MusterClient(socket: socket, account: "123456789012")
    do throws(MusterClientError) {
      let result = try await body(client)
      await client.close()
      return result
    } catch {
      await client.close()
      throw error
    }
  }

  @Test(arguments: [SIGTERM, SIGINT])
  func servesUntilToldToStop(signal: Int32) async throws {
    let daemon = try await RunningDaemon.start(in: directory)
    #expect(try permissions(socket) == 0o660)
    #expect(try permissions(directory.path("data")) == 0o700)
    let client = try await MusterClient(socket: socket, account: "123456789012")
    try await client.enableSecurityHub()
    daemon.process.kill(signal)
    #expect(await daemon.notifications.next()?.hasPrefix("STOPPING=1\n") == true)
    #expect(await daemon.process.exit() == .code(0))
    #expect(UnixSockets.connect(socket) == ENOENT)
    // An idle client delays nothing, and is told.
    await #expect(throws: MusterClientError.self) { try await client.describeHub() }
    await client.close()
    #expect(daemon.process.output.contains(" info [audit] EnableSecurityHub done account=123456789012 "))
  }

  @Test func anAcknowledgedWriteSurvivesACrash() async throws {
    let first = try await RunningDaemon.start(in: directory)
    try await call(socket) { client throws(MusterClientError) in try await client.enableSecurityHub() }
    await first.crash()
    // The socket of the dead is in the way, and taken over.
    #expect(UnixSockets.connect(socket) == ECONNREFUSED)
    let second = try await RunningDaemon.start(in: directory)
    let hub = try await call(socket) { client throws(MusterClientError) in try await client.describeHub() }
    #expect(hub.hubARN.contains("123456789012"))
    #expect(await second.stop() == .code(0))
  }

  @Test func whatItAcknowledgesWhileStoppingIsKept() async throws {
    let first = try await RunningDaemon.start(in: directory)
    let client = try await MusterClient(socket: socket, account: "123456789012")
    try await client.enableSecurityHub()
    var acknowledged: [String] = []
    // Until the daemon is gone: one call after the other, and one is always under way when it is told to stop.
    for number in 0..<900 {
      let id = "2\(String(number + 10_000_000_000))"
      if number == 20 { first.process.kill(SIGTERM) }
      guard let unprocessed = try? await client.createMembers([AccountDetails(accountID: id)]) else { break }
      #expect(unprocessed.isEmpty)
      acknowledged.append(id)
    }
    await client.close()
    #expect(await first.process.exit() == .code(0))
    #expect(acknowledged.count >= 20)

    let second = try await RunningDaemon.start(in: directory)
    let kept = try await call(socket) { [acknowledged] client throws(MusterClientError) in
      try await client.getMembers(acknowledged)
    }
    #expect(kept.members.count == acknowledged.count)
    #expect(await second.stop() == .code(0))
  }

  @Test func memoryIsLoudAndForgets() async throws {
    let first = try await RunningDaemon.start(in: directory, ["--data", ":memory:"])
    try await call(socket) { client throws(MusterClientError) in try await client.enableSecurityHub() }
    #expect(await first.stop() == .code(0))
    #expect(first.process.output.contains(" warning rosters are kept in memory only: "))
    let second = try await RunningDaemon.start(in: directory, ["--data", ":memory:"])
    await #expect(throws: MusterClientError.self) {
      try await call(socket) { client throws(MusterClientError) in try await client.describeHub() }
    }
    #expect(await second.stop() == .code(0))
  }

  @Test func aSecondDaemonIsRefused() async throws {
    let daemon = try await RunningDaemon.start(in: directory)
    let sameSocket = try RunningDaemon.launch(in: directory, ["--data", directory.path("other")])
    #expect(await sameSocket.exit() == .code(1))
    #expect(sameSocket.output.contains("musterd: another musterd serves \(socket); "))
    #expect(!FileManager.default.fileExists(atPath: directory.path("other")))

    let sameData = try RunningDaemon.launch(in: directory, ["--socket", directory.path("other.sock")])
    #expect(await sameData.exit() == .code(1))
    #expect(sameData.output.contains("musterd: the data directory is in use: "))
    #expect(UnixSockets.connect(directory.path("other.sock")) == ENOENT)

    #expect(UnixSockets.connect(socket) == 0)
    #expect(await daemon.stop() == .code(0))
  }

  @Test func aCorruptDatabaseIsAnErrorOfOneLine() async throws {
    try FileManager.default.createDirectory(
      atPath: directory.path("data"), withIntermediateDirectories: false, attributes: [.posixPermissions: 0o700])
    try directory.write(String(repeating: "no database ", count: 1000), to: "data/muster.db")
    let daemon = try RunningDaemon.launch(in: directory)
    #expect(await daemon.exit() == .code(1))
    #expect(daemon.output.hasPrefix("musterd: "))
    #expect(daemon.output.contains("data/muster.db is not a database"))
    #expect(daemon.output.split(separator: "\n").count == 1)
    #expect(UnixSockets.connect(socket) == ENOENT)
  }

  @Test func aBadConfigurationIsAUsageError() async throws {
    let file = try directory.write("regoin: us-east-1\nlog: {level: loud}\n", to: "bad.yaml")
    for arguments in [["--config", file], ["--config", file, "--check-config"]] {
      let daemon = try RunningDaemon.launch(in: directory, arguments)
      #expect(await daemon.exit() == .code(2))
      #expect(daemon.output.contains("musterd: \(file):1:1: regoin: is not a key Muster knows here; "))
      #expect(daemon.output.contains("musterd: \(file):2:14: log.level: \"loud\" is none of "))
    }
    #expect(UnixSockets.connect(socket) == ENOENT)
  }

  static let commandLines: [(arguments: [String], code: Int32)] = [
    (["--check-config"], 0), (["--version"], 0), (["--help"], 0), (["--bogus"], 2), (["--socket"], 2), (["x"], 2),
    (["--socket", "@abstract"], 2), (["--data", ""], 2), (["--config", "/nonexistent"], 2),
    (["--socket", "/" + String(repeating: "x", count: 107)], 2), (["--socket", "/proc/muster.sock"], 1),
  ]

  @Test(arguments: commandLines)
  func exitCodesTellWhoseFaultItIs(arguments: [String], code: Int32) async throws {
    let daemon = try RunningDaemon.launch(in: directory, arguments)
    #expect(await daemon.exit() == .code(code))
    #expect(!daemon.output.isEmpty)
  }

  @Test func aConfigurationIsObeyed() async throws {
    let file = try directory.write(
      """
      socket: {path: \(directory.path("other.sock")), mode: "0666"}
      data: \(directory.path("other"))
      region: eu-west-1
      grants: [{uid: \(getuid()), accounts: ["123456789012"], allow: member}]
      log: {level: error, format: json}
      """, to: "muster.yaml")
    // The helper's variables would win over the file.
    let variables = ["MUSTER_SOCKET": "", "MUSTER_DATA": "", "MUSTER_CONFIG": file]
    let daemon = try await RunningDaemon.start(in: directory, environment: variables)
    #expect(try permissions(directory.path("other.sock")) == 0o666)
    let hub = try await call(directory.path("other.sock")) { client throws(MusterClientError) in
      try await client.enableSecurityHub()
      return try await client.describeHub()
    }
    #expect(hub.hubARN.contains("eu-west-1"))
    await #expect(throws: MusterClientError.self) {
      try await call(directory.path("other.sock")) { client throws(MusterClientError) in
        _ = try await client.createMembers([])
      }
    }
    #expect(await daemon.stop() == .code(0))
    // Nothing below the level but what is for auditors.
    let lines = daemon.process.output.split(separator: "\n")
    #expect(lines.count == 2)
    #expect(lines.allSatisfy { $0.hasPrefix("{\"time\":\"") && $0.contains("\"logger\":\"audit\"") })
  }

  private func permissions(_ path: String) throws -> Int? {
    try FileManager.default.attributesOfItem(atPath: path)[.posixPermissions] as? Int
  }
}
