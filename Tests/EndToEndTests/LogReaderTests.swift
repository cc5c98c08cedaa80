import Foundation
import MusterClient
import TestSupport
import Testing

/// `musterd` and whoever reads its log, or does not.
@Suite(.timeLimit(.minutes(2))) struct LogReaderTests {
  let directory: TemporaryDirectory
  let log: NamedPipe

  init() throws {
    directory = try TemporaryDirectory()
    log = try NamedPipe(in: directory)
  }

  @Test func aLogThatNobodyReadsStopsNothing() async throws {
    try log.fill()
    let daemon = try await RunningDaemon.start(in: directory, ["--data", ":memory:"], errors: log.path)
    let client = try await MusterClient(socket: daemon.socket, account: "111111111111")
    try await client.enableSecurityHub()
    // More at once than any pool has threads.
    try await withThrowingTaskGroup(of: Void.self) { group in
      for number in 0..<200 {
        group.addTask {
          let id = "2\(number + 10_000_000_000)"
          let unprocessed = try await client.createMembers([AccountDetails(accountID: id)])
          #expect(unprocessed == [])
        }
      }
      try await group.waitForAll()
    }
    await client.close()

    // Who cannot start does not wait for a reader either, and says so by its code.
    let other = try RunningDaemon.launch(in: directory, ["--socket", "/proc/muster.sock"], errors: log.path)
    let begun = ContinuousClock.now
    daemon.process.kill(SIGTERM)
    #expect(await daemon.process.exit() == .code(0))
    #expect(await other.exit() == .code(1))
    // A reader had its two seconds. How much more a busy machine takes is not the daemon's; half a minute ends both by force.
    #expect(ContinuousClock.now - begun >= .seconds(2))
  }

  /// Ten clients, two hundred writes each. Half of all lines wait until somebody reads.
  @Test func aLogThatIsReadLosesNothing() async throws {
    let daemon = try await RunningDaemon.start(in: directory, ["--data", ":memory:"], errors: log.path)
    let accounts = (1...10).map { "\(100_000_000_000 + $0)" }
    let members = (0..<200).map { "\(200_000_000_000 + $0)" }
    try await create(members, in: accounts.prefix(5), at: daemon.socket)
    let lines = log.lines()
    try await create(members, in: accounts.suffix(5), at: daemon.socket)
    #expect(await daemon.stop() == .code(0))
    log.end()
    let read = await lines.value
    for account in accounts {
      let audited = read.filter { $0.contains(" [audit] CreateMembers done account=\(account) ") }
      #expect(
        audited.map { $0.firstMatch(of: /members=\[\d+:(\d+):Created\]/).map { String($0.1) } ?? $0 } == members)
    }
    #expect(read.count { $0.contains(" [audit] ") } == 2_010)
    #expect(read.first?.contains(" warning rosters are kept in memory only: ") == true)
    #expect(read.last?.hasSuffix(" notice stopped") == true)
  }

  /// Each account by a client of its own, all at a time, one call after the other.
  private func create(_ members: [String], in accounts: ArraySlice<String>, at socket: String) async throws {
    try await withThrowingTaskGroup(of: Void.self) { group in
      for account in accounts {
        group.addTask {
          let client = try await MusterClient(socket: socket, account: account)
          try await client.enableSecurityHub()
          for member in members { _ = try await client.createMembers([AccountDetails(accountID: member)]) }
          await client.close()
        }
      }
      try await group.waitForAll()
    }
  }
}
