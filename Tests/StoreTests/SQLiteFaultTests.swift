import CFaultyVFS
import GRDB
import MusterModel
import MusterSQLite
import TestFixtures
import TestSupport
import Testing

/// One after another: there is one fault at a time for the whole process.
@Suite("The SQLite store on a failing disk", .serialized, .timeLimit(.minutes(2)))
final class SQLiteFaultTests {
  let directory: TemporaryDirectory
  let admin = account(111_111_111_111)
  let member = account(222_222_222_222)

  init() throws {
    directory = try TemporaryDirectory()
    try #require(faulty_register() == 0)
  }

  deinit { faulty_heal() }

  private func fail(_ operations: Int, _ files: Int, _ code: ResultCode) {
    faulty_fail(CInt(operations), CInt(files), code.rawValue)
  }

  private func open() throws -> SQLiteStore {
    try SQLiteStore.open(directory: directory.path, fileSystem: "faulty", checkpointPages: 4096)
  }

  @Test("writes nothing more after a failed sync, and never syncs again, until it is opened anew")
  func stopsAfterFailedSync() async throws {
    let store = try open()
    let before = try await store.commit(.hub(admin, .sample))

    fail(FAULTY_SYNC, FAULTY_LOG, .SQLITE_IOERR_FSYNC)
    let failure = await #expect(throws: StoreError.self) { try await store.commit(.hub(member, .sample)) }
    guard case .readOnly = failure else {
      Issue.record("\(String(describing: failure))")
      return
    }
    #expect(store.description.isWritable == false)

    faulty_heal()
    let syncs = faulty_syncs()
    for _ in 0..<3 {
      #expect(await #expect(throws: StoreError.self) { try await store.commit(.hub(member, .sample)) } == failure)
    }
    #expect(faulty_syncs() == syncs)
    let snapshot = try await store.load([.hub(admin), .hub(member)], in: .usEast1)
    #expect(snapshot.content == [.hub(admin): Stored(.hub(.sample), at: before)])
    #expect(snapshot.revision == before)
    await store.close()

    let again = try open()
    #expect(again.description.isWritable)
    #expect(try await again.row(.hub(admin))?.revision == before)
    #expect(try await again.commit(.roster(admin, RosterRow())) > before)
    await again.close()
  }

  @Test("writes nothing more after an I/O error while committing, whatever its kind")
  func stopsAfterFailedCommit() async throws {
    let store = try open()
    fail(FAULTY_WRITE, FAULTY_LOG, .SQLITE_IOERR_WRITE)
    await #expect(throws: StoreError.self) { try await store.commit(.hub(admin, .sample)) }
    faulty_heal()
    #expect(store.description.isWritable == false)
    #expect(try await store.row(.hub(admin)) == nil)
    await store.close()
  }

  @Test("applies nothing on a full disk, and goes on when there is room again")
  func healsFromFullDisk() async throws {
    let store = try open()
    let before = try await store.commit(.hub(admin, .sample))
    for operations in [FAULTY_WRITE, FAULTY_SYNC] {
      fail(operations, FAULTY_LOG, .SQLITE_FULL)
      await #expect(throws: StoreError.failed("database or disk is full (SQLite error 13)")) {
        try await store.commit(.hub(member, .sample))
      }
      #expect(try await store.load([.hub(member)], in: .usEast1).content.isEmpty)
      #expect(store.description.isWritable)
      faulty_heal()
    }
    #expect(try await store.commit(.hub(member, .sample)) == before.next)
    #expect(try await store.row(.hub(admin))?.revision == before)
    await store.close()
  }

  /// Some 18 MiB of rows: more than the writer caches, and enough to make it checkpoint.
  private func largeBatch(_ generation: Int64) -> [Commit] {
    let email = String(repeating: "x", count: 1024)
    return (0..<160).map { administrator in
      let rows = (0..<100).map { member -> Change in
        let row = MemberRow(email: email, status: .created, updatedAt: time(generation))
        return .member(account(UInt64(administrator)), account(UInt64(member)), row)
      }
      return Commit(region: .usEast1, changes: rows, expectations: [])
    }
  }

  @Test("applies nothing of a large batch whose rows could not be written out early")
  func undoesSpilledBatches() async throws {
    let store = try open()
    let before = try await store.commit(.hub(admin, .sample))
    fail(FAULTY_WRITE, FAULTY_LOG, .SQLITE_IOERR_WRITE)
    let failure = await #expect(throws: StoreError.self) { try await store.commit(largeBatch(1)) }
    faulty_heal()
    guard case .failed = failure else {
      Issue.record("\(String(describing: failure))")
      return
    }
    #expect(try await store.load(.roster(account(0)), in: .usEast1).content.roster?.members.count == 0)
    #expect(try await store.load([], in: .usEast1).revision == before)
    let outcomes = try await store.commit(largeBatch(2))
    #expect(outcomes.revisions.count == 160)
    #expect(try await store.load(.roster(account(159)), in: .usEast1).content.roster?.members.count == 100)
    await store.close()
  }

  @Test("loses nothing when a checkpoint finds the disk full")
  func survivesFailedCheckpoint() async throws {
    let store = try open()
    fail(FAULTY_WRITE, FAULTY_DATABASE, .SQLITE_FULL)
    for generation in 1...2 {
      let outcomes = try await store.commit(largeBatch(Int64(generation)))
      #expect(outcomes.revisions.count == 160)
    }
    #expect(store.description.isWritable)
    faulty_heal()
    let last = try await store.commit(.hub(admin, .sample))
    await store.close()

    let again = try open()
    #expect(try await again.row(.hub(admin))?.revision == last)
    let row = try await again.row(.member(administrator: account(159), member: account(99)))
    guard case .member(let member) = row?.content else {
      Issue.record("lost")
      return
    }
    #expect(member.updatedAt == time(2))
    await again.close()
  }

  @Test("writes nothing more after a checkpoint's sync failed")
  func stopsAfterFailedCheckpointSync() async throws {
    let store = try open()
    fail(FAULTY_SYNC, FAULTY_DATABASE, .SQLITE_IOERR_FSYNC)
    let outcomes = try await store.commit(largeBatch(1))
    #expect(outcomes.revisions.count == 160)
    // The checkpoint is begun after the reply, on the thread that this waits for, and runs on another one.
    _ = try await store.writerSetting("synchronous")
    await store.rest()
    await #expect(throws: StoreError.self) { try await store.commit(.hub(admin, .sample)) }
    faulty_heal()
    #expect(store.description.isWritable == false)
    #expect(try await store.load(.roster(account(159)), in: .usEast1).content.roster?.members.count == 100)
    await store.close()
  }

  @Test("answers a failed read with an error, and the next one right")
  func healsFromFailedReads() async throws {
    let first = try open()
    _ = try await first.commit(largeBatch(1))
    await first.close()

    let store = try open()
    fail(FAULTY_READ, FAULTY_DATABASE | FAULTY_LOG, .SQLITE_IOERR_READ)
    let failure = await #expect(throws: StoreError.self) { try await store.load(.roster(account(80)), in: .usEast1) }
    guard case .failed = failure else {
      Issue.record("\(String(describing: failure))")
      return
    }
    faulty_heal()
    #expect(try await store.load(.roster(account(80)), in: .usEast1).content.roster?.members.count == 100)
    #expect(store.description.isWritable)
    await store.close()
  }
}
