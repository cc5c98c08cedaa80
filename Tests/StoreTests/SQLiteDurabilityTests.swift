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

    for _ in 0..<8 {
      let writer = try Program(Program.product("StoreWriter"), [directory.path])
      for _ in 0..<Int.random(in: 1...400, using: &random) { note(writer.line(), in: &acknowledged) }
      writer.kill()
      while let line = writer.line() { note(line, in: &acknowledged) }
      _ = writer.finish()
      try await check(directory, acknowledged)
    }
    #expect(acknowledged.count == 4)
  }

  @Test("was synced, once or more for each commit")
  func isSynced() throws {
    let directory = try TemporaryDirectory()
    let trace = directory.path("trace")
    let probe = try? Program("/usr/bin/env", ["strace", "-o", "/dev/null", "true"]).finish()
    guard let probe, probe.status == 0 else {
      let reason = Program.isInstalled("strace") ? "strace may not trace here" : "strace is not installed"
      withKnownIssue("system calls were not counted: \(reason)") { Issue.record("\(probe?.complaints ?? "")") }
      return
    }
    // With one commit under way at a time no sync can serve two.
    let commits = 60
    let arguments = [
      "strace", "-f", "-e", "trace=fdatasync,fsync", "-o", trace, try Program.product("StoreWriter"),
      directory.path("data"), "--commits", "\(commits)", "--writers", "1",
    ]
    let (status, complaints) = try Program("/usr/bin/env", arguments).finish()
    #expect(status == 0, "\(complaints)")
    let syncs =
      try String(contentsOf: URL(filePath: directory.path("trace")), encoding: .utf8).components(separatedBy: "sync(")
      .count - 1
    #expect(syncs >= commits)
  }

  private func note(_ line: String?, in acknowledged: inout [AccountID: Int]) {
    let words = (line ?? "").split(separator: " ")
    guard words.count == 2, let administrator = AccountID(words[0]), let number = Int(words[1]) else { return }
    acknowledged[administrator] = number
  }

  /// Every acknowledged commit is there with both sides of its association, and of one that was not
  /// acknowledged either all or nothing.
  private func check(_ directory: TemporaryDirectory, _ acknowledged: [AccountID: Int]) async throws {
    let store = try SQLiteStore.open(directory: directory.path)
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
