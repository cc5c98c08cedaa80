import Foundation
import MusterModel
import MusterSQLite
import TestFixtures
import TestSupport
import Testing

@Suite("What the SQLite store acknowledged", .timeLimit(.minutes(3)))
struct SQLiteDurabilityTests {
  @Test("survives kill -9, and commits survive whole or not at all")
  func survivesKill() async throws {
    let directory = try TemporaryDirectory()
    let seed = UInt64.random(in: 0...UInt64.max)
    print("survivesKill: seed \(seed)")
    var random = SplitMix(seed)
    var acknowledged: [AccountID: Int] = [:]

    for round in 0..<8 {
      let output = directory.path("output-\(round)")
      let writer = try ChildProcess(Executables.path("StoreWriter"), [directory.path("data")], output: output)
      let lines = Int.random(in: 1...400, using: &random)
      while writer.output.count(where: \.isNewline) < lines { try await Task.sleep(for: .milliseconds(1)) }
      writer.kill(SIGKILL)
      #expect(await writer.exit() == .signal(SIGKILL))
      for line in writer.output.split(separator: "\n") { note(line, in: &acknowledged) }
      try await check(directory.path("data"), acknowledged)
    }
    #expect(acknowledged.count == 4)
  }

  @Test("was synced, once or more for each commit")
  func isSynced() async throws {
    let directory = try TemporaryDirectory()
    let probe = try strace(["-o", "/dev/null", "true"], directory)
    guard await probe.exit() == .code(0) else {
      withKnownIssue("system calls were not counted: strace is not installed, or may not trace here") {
        Issue.record("\(probe.output)")
      }
      return
    }
    // With one commit under way at a time no sync can serve two.
    let commits = 60
    let trace = directory.path("trace")
    let writer = try strace(
      [
        "-f", "-e", "trace=fdatasync,fsync", "-o", trace, Executables.path("StoreWriter"), directory.path("data"),
        "--commits", "\(commits)", "--writers", "1",
      ], directory)
    #expect(await writer.exit() == .code(0), "\(writer.output)")
    let syncs = try String(contentsOfFile: trace, encoding: .utf8).components(separatedBy: "sync(").count - 1
    #expect(syncs >= commits)
  }

  private func strace(_ arguments: [String], _ directory: TemporaryDirectory) throws -> ChildProcess {
    try ChildProcess(
      "/usr/bin/env", ["strace"] + arguments, environment: ["PATH": "/usr/local/bin:/usr/bin:/bin"],
      output: directory.path("output"))
  }

  private func note(_ line: Substring, in acknowledged: inout [AccountID: Int]) {
    let words = line.split(separator: " ")
    guard words.count == 2, let administrator = AccountID(words[0]), let number = Int(words[1]) else { return }
    acknowledged[administrator] = number
  }

  /// Every acknowledged commit is there with both sides of its association, and of one that was not
  /// acknowledged either all or nothing.
  private func check(_ directory: String, _ acknowledged: [AccountID: Int]) async throws {
    let store = try SQLiteStore.open(directory: directory)
    for (administrator, last) in acknowledged {
      let head = try await store.load(.head(administrator), in: .usEast1).content.head?.roster?.content
      let rows = head?.rows ?? 0
      #expect(rows >= last)
      let roster = try #require(try await store.load(.roster(administrator), in: .usEast1).content.roster)
      let members = roster.members.pairs(after: nil, limit: .max).map(\.0)
      #expect(members == (0..<rows).map { account(UInt64($0 + 1)) })
      let sides = try await store.load(
        members.map { .invitation(member: $0, administrator: administrator) }
          + [.invitation(member: account(UInt64(rows + 1)), administrator: administrator)], in: .usEast1)
      #expect(sides.content.count == rows)
    }
    await store.close()
  }
}
