import Foundation
import GRDB
import MusterModel
import MusterSQLite
import TestFixtures
import TestSupport
import Testing

@Suite("The SQLite store", .timeLimit(.minutes(2)))
struct SQLiteStoreTests {
  let directory: TemporaryDirectory
  let admin = account(111_111_111_111)
  let member = account(222_222_222_222)

  init() throws { directory = try TemporaryDirectory() }

  private func open() throws -> SQLiteStore { try SQLiteStore.open(directory: directory.path) }

  /// What another process is to the store: a connection beside its own, which may keep a transaction open.
  private func stranger() throws -> DatabaseQueue {
    var configuration = Configuration()
    configuration.allowsUnsafeTransactions = true
    return try DatabaseQueue(path: directory.path("muster.db"), configuration: configuration)
  }

  @Test("keeps rows, revisions and the token key when it is opened again")
  func keepsEverything() async throws {
    let changes: [Change] = [
      .hub(admin, .sample), .standing(member, .sample(under: admin)), .roster(admin, RosterRow(rows: 1, enabled: 1)),
      .member(admin, member, .sample()), .invitation(member, from: admin, .sample(.enabled)),
    ]
    let first = try open()
    let early = try await first.commit(.hub(member, .sample), in: .euWest1)
    let late = try await first.commit(changes)
    let before = try await first.load(changes.map(\.key), in: .usEast1)
    let tokenKey = first.description.tokenKey
    await first.close()

    let second = try open()
    let after = try await second.load(changes.map(\.key), in: .usEast1)
    #expect(after.content == before.content)
    #expect(after.revision == late)
    #expect(second.description.tokenKey == tokenKey)
    #expect(try await second.row(.hub(member), in: .euWest1) == Stored(.hub(.sample), at: early))
    #expect(try await second.commit(.hub(member, nil)) > late)
    await second.close()
  }

  @Test("syncs every commit, and checkpoints only when told to")
  func writesDurably() async throws {
    let store = try open()
    #expect(try await store.writerSetting("synchronous") == 2)
    #expect(try await store.writerSetting("wal_autocheckpoint") == 0)
    await store.close()
  }

  @Test("numbers Regions anew after a commit that made one was left out")
  func forgetsUnwrittenRegions() async throws {
    let store = try open()
    // The trigger stands for any failure in the middle of a transaction, after the Region was given its number.
    let stranger = try stranger()
    try await stranger.write { database in
      try database.execute(
        sql: "CREATE TRIGGER no BEFORE INSERT ON hub BEGIN SELECT RAISE(ABORT, 'refused'); END")
    }
    await #expect(throws: StoreError.self) { try await store.commit(.hub(admin, .sample), in: .euWest1) }
    try await stranger.write { database in try database.execute(sql: "DROP TRIGGER no") }

    try await store.commit(.roster(admin, RosterRow(rows: 5)), in: .usEast1)
    try await store.commit(.roster(admin, RosterRow(rows: 6)), in: .euWest1)
    #expect(try await store.row(.roster(admin), in: .usEast1)?.content == .roster(RosterRow(rows: 5)))
    #expect(try await store.row(.roster(admin), in: .euWest1)?.content == .roster(RosterRow(rows: 6)))
    try stranger.close()
    await store.close()
  }

  @Test("undoes the whole batch when a statement fails in its middle")
  func undoesFailedBatches() async throws {
    let store = try open()
    let before = try await store.commit(.hub(member, .sample))
    let stranger = try stranger()
    try await stranger.write { database in
      try database.execute(
        sql: "CREATE TRIGGER no BEFORE INSERT ON standing BEGIN SELECT RAISE(ABORT, 'refused'); END")
    }
    let batch = [
      Commit(region: .usEast1, changes: [.hub(admin, .sample)], expectations: []),
      Commit(region: .usEast1, changes: [.standing(member, .sample(under: admin))], expectations: []),
    ]
    await #expect(throws: StoreError.failed("refused (SQLite error 1811)")) { try await store.commit(batch) }
    let snapshot = try await store.load([.hub(admin), .standing(member)], in: .usEast1)
    #expect(snapshot.content.isEmpty && snapshot.revision == before)

    try await stranger.write { database in try database.execute(sql: "DROP TRIGGER no") }
    let outcomes = try await store.commit(batch)
    #expect(outcomes.revisions.count == 2)
    #expect(store.description.isWritable)
    try stranger.close()
    await store.close()
  }

  @Test("blocks no thread of Swift's pool while another process keeps it waiting", .timeLimit(.minutes(1)))
  func blocksNoPoolThread() async throws {
    let store = try open()
    try await store.commit(.hub(admin, .sample))
    let stranger = try stranger()
    try await stranger.writeWithoutTransaction { database in try database.beginTransaction(.immediate) }

    // More than the pool has threads. None can be committed while the stranger holds the database: were they to
    // hold threads of the pool, nothing else would run until then, which is never.
    try await withThrowingTaskGroup { group in
      for index in 0..<16 {
        group.addTask { _ = try await store.commit(.roster(account(index), RosterRow())) }
      }
      // Few, since a commit gives up after waiting for five seconds.
      for _ in 0..<20 {
        await Task.detached {}.value
        _ = try await store.load([.hub(admin)], in: .usEast1)
      }
      #expect(try await store.load([], in: .usEast1).revision.number == 1)
      try await stranger.writeWithoutTransaction { database in try database.rollback() }
      try await group.waitForAll()
    }
    #expect(try await store.load([], in: .usEast1).revision.number == 17)
    try stranger.close()
    await store.close()
  }

  @Test("finishes a commit whose caller was cancelled")
  func ignoresCancellation() async throws {
    let store = try open()
    let commit = Task { try await store.commit(.hub(admin, .sample)) }
    commit.cancel()
    let revision = try await commit.value
    let load = Task { try await store.row(.hub(admin)) }
    load.cancel()
    #expect(try await load.value?.revision == revision)
    await store.close()
  }

  @Test("bounds its log also while loads never leave a gap")
  func boundsLog() async throws {
    let store = try SQLiteStore.open(directory: directory.path, checkpointPages: 16)
    try await store.commit((0..<200).map { .member(admin, account($0), .sample()) })
    // Readers that overlap: there is always one that looks at a moment past.
    let readers = (0..<3).map { _ in
      Task {
        let reader = try stranger()
        while !Task.isCancelled {
          try await reader.writeWithoutTransaction { database in
            try database.beginTransaction(.deferred)
            _ = try Int.fetchOne(database, sql: "SELECT revision FROM store")
          }
          try? await Task.sleep(for: .milliseconds(10))
          try await reader.writeWithoutTransaction { database in try database.commit() }
        }
      }
    }
    var longest = 0
    for round in 0..<250 {
      try await store.commit((0..<20).map { .member(account(round), account($0), .sample()) })
      let log = try FileManager.default.attributesOfItem(atPath: directory.path("muster.db-wal"))[.size] as? Int
      longest = max(longest, log ?? 0)
    }
    for reader in readers { reader.cancel() }
    // Without the bound it holds the pages of all commits, some 700.
    #expect(longest < 16 * 20 * 4096, "\(longest / 4096) pages")
    await store.close()
  }
}
