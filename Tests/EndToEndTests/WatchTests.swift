import Foundation
import MusterClient
import MusterJSON
import Synchronization
import TestSupport
import Testing

/// Watches of a daemon that dies, by the client library and by `muster watch`.
@Suite("A watch of a daemon that dies", .timeLimit(.minutes(2))) struct WatchTests {
  let administrator = "111111111111"
  let directory: TemporaryDirectory
  let muster: CommandLine

  init() throws {
    directory = try TemporaryDirectory()
    muster = CommandLine(directory: directory)
  }

  private func members() async throws -> [AccountID: Member] {
    let client = try await MusterClient(socket: muster.socket, account: administrator)
    let members = try await client.members(onlyAssociated: false).all()
    await client.close()
    return Dictionary(uniqueKeysWithValues: members.map { ($0.accountID, $0) })
  }

  /// Killed three times while accounts are created, some of them unacknowledged: what the watcher has in the end is the
  /// roster, whichever of them made it to the disk.
  @Test func theLibraryHasTheRosterAfterCrashes() async throws {
    var daemon = try await RunningDaemon.start(in: directory)
    _ = try await muster(administrator, "hub", "enable")
    let client = try await MusterClient(socket: muster.socket, account: administrator)
    let shown = Shown()
    let watching = Task { try await shown.follow(client.watchMembers()) }
    for crash in 0..<3 {
      // Back from the crash before.
      await eventually { shown.interruptions >= crash && shown.roster.isCurrent }
      let accounts = (0..<1000).map { AccountDetails(accountID: "\(200_000_000_000 + crash * 300 + $0)") }
      // Somewhere in the middle of it, or at its end: a fast daemon may be done, or its roster full, before we look.
      let before = shown.roster.members.count
      let isWritten = Atomic(false)
      async let written: Void = creating(accounts, isWritten)
      await eventually { shown.roster.members.count > before + 100 || isWritten.load(ordering: .relaxed) }
      await daemon.crash()
      await written
      daemon = try await RunningDaemon.start(in: directory)
    }
    let expected = try await members()
    #expect(expected.count > 300)
    await eventually { shown.roster.isCurrent && shown.roster.members == expected }
    #expect(shown.interruptions >= 3)
    watching.cancel()
    await #expect(throws: MusterClientError.self) { try await watching.value }
    await client.close()
    #expect(await daemon.stop() == .code(0))
  }

  private func creating(_ accounts: [AccountDetails], _ isWritten: borrowing Atomic<Bool>) async {
    defer { isWritten.store(true, ordering: .relaxed) }
    guard let client = try? await MusterClient(socket: muster.socket, account: administrator) else { return }
    _ = await client.createMembers(all: accounts)
    await client.close()
  }

  @Test func theCommandShowsChangesAndWhatItMissed() async throws {
    let daemon = try await RunningDaemon.start(in: directory)
    _ = try await muster(administrator, "hub", "enable")
    _ = try await muster(administrator, "members", "create", "222222222222=a@example.com")
    let watch = try start()
    await eventually { watch.output.hasSuffix("watching; 1 member\n") }
    #expect(watch.output.hasPrefix("ACCOUNT       STATUS   INVITED  UPDATED"))
    _ = try await muster(administrator, "members", "invite", "222222222222")
    await eventually { watch.output.hasSuffix("  ~ 222222222222  Created → Invited\n") }
    await daemon.crash()
    await eventually { errors.contains("The connection to the daemon was lost") }
    let again = try await RunningDaemon.start(in: directory)
    _ = try await muster(administrator, "members", "delete", "222222222222")
    await eventually { watch.output.contains("  - 222222222222  removed\n") }
    await eventually { watch.output.contains("watching; 0 members\n") || watch.output.hasSuffix("removed\n") }
    watch.kill(SIGINT)
    #expect(await watch.exit() == .code(0))
    #expect(errors.split(separator: "\n").count == 1)
    #expect(errors.contains("Trying again until it can be watched."))
    #expect(await again.stop() == .code(0))
  }

  @Test func theCommandIsALineForEachEventForPrograms() async throws {
    let daemon = try await RunningDaemon.start(in: directory)
    _ = try await muster(administrator, "hub", "enable")
    _ = try await muster(administrator, "members", "create", "222222222222")
    let watch = try start("-o", "json")
    await eventually { watch.output.hasSuffix("{\"Event\":\"Current\"}\n") }
    _ = try await muster(administrator, "members", "delete", "222222222222")
    await eventually { watch.output.contains("Removed") }
    // Told to terminate is told to stop, too; and a daemon that stops is waited for.
    #expect(await daemon.stop() == .code(0))
    await eventually { errors.hasPrefix("{\"Note\":{\"Message\":\"") }
    watch.kill(SIGTERM)
    #expect(await watch.exit() == .code(0))
    let events = try watch.output.split(separator: "\n").map { line in
      try JSONObject(JSONParser.document(line.utf8)).value("Event") as String
    }
    #expect(events == ["Listing", "Member", "Current", "Removed"])
  }

  @Test func theCommandSaysWhyItEnds() async throws {
    let unreachable = try await muster(administrator, "watch")
    #expect(unreachable.code == 4)
    let daemon = try await RunningDaemon.start(in: directory)
    let refused = try await muster(administrator, "watch", "-o", "json")
    #expect(refused.code == 3 && refused.output == "")
    #expect(try refused.failure.code == "InvalidAccessException")
    #expect(try await muster(nil, "watch").code == 2)
    _ = try await muster(administrator, "hub", "enable")
    let watch = try start()
    await eventually { watch.output == "watching; 0 members\n" }
    _ = try await muster(administrator, "hub", "disable")
    #expect(await watch.exit() == .code(3))
    #expect(errors.contains("is not subscribed to AWS Security Hub [InvalidAccessException]"))
    #expect(await daemon.stop() == .code(0))
  }

  private func start(_ arguments: String...) throws -> ChildProcess {
    try ChildProcess(
      Executables.path("muster"), ["watch"] + arguments,
      environment: ["MUSTER_SOCKET": muster.socket, "MUSTER_ACCOUNT": administrator],
      output: directory.path("watch.out"),
      errors: directory.path("watch.err"))
  }

  private var errors: String {
    (try? String(contentsOfFile: directory.path("watch.err"), encoding: .utf8)) ?? ""
  }
}

/// The roster that a watch amounts to.
private final class Shown: Sendable {
  private let state = Mutex((roster: WatchedRoster(), interruptions: 0))

  func follow(_ events: MemberEvents) async throws(MusterClientError) {
    for try await event in events {
      state.withLock { state in
        state.roster.apply(event)
        if case .interrupted = event { state.interruptions += 1 }
      }
    }
  }

  var roster: WatchedRoster { state.withLock { $0.roster } }
  var interruptions: Int { state.withLock { $0.interruptions } }
}
