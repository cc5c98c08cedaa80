internal import GRDB
private import GRDBSQLite
internal import MusterModel
private import Synchronization

/// Applies commits on the one connection that writes. Used only on that connection's thread.
final class Writer: Sendable {
  private let checkpointPages: Int
  private let regions = Mutex<[Region: RegionNumber]>([:])
  private let refusal = Mutex<String?>(nil)

  init(checkpointPages: Int) { self.checkpointPages = checkpointPages }

  /// Why nothing is written any more.
  var readOnlyReason: String? { refusal.withLock(\.self) }

  /// One transaction; on return it is durable.
  func commit(_ commits: [Commit], on database: Database) throws(StoreError) -> [CommitOutcome] {
    if let reason = readOnlyReason { throw .readOnly(reason) }
    do throws(StoreError) {
      return try transaction(commits, on: database)
    } catch {
      // Whatever failed, the transaction is gone as a whole. SQLite may have ended it by itself, then this fails.
      try? database.rollback()
      refuseWrites(after: error)
      throw error
    }
  }

  /// Moves what has grown in the log into the database file. SQLite's own automatic checkpoint would hide its
  /// failures, and would make the commit that triggers it wait: this one is run after replies have gone out.
  func checkpointIfDue(on database: Database) {
    guard readOnlyReason == nil, Self.pagesWritten(by: database) >= checkpointPages else { return }
    _ = Self.pagesWritten(by: database, reset: true)
    do {
      let log = try database.checkpoint(.passive).walFrameCount
      if log >= checkpointPages * Limits.longestLog { try restartLog(on: database) }
    } catch {
      // Nothing is lost, the log keeps every page: it is tried again when as much has been written once more. But
      // for a sync that failed.
      refuseWrites(after: StoreError(error))
    }
  }

  /// Waits for the loads that still need the log, and has it written from its beginning again. A stranger who
  /// holds a moment of the past for longer is not waited for.
  private func restartLog(on database: Database) throws {
    try database.execute(sql: "PRAGMA busy_timeout = \(Limits.loadMilliseconds)")
    defer { try? database.execute(sql: "PRAGMA busy_timeout = \(Limits.busyMilliseconds)") }
    try database.checkpoint(.restart)
  }

  /// Moves all of the log into the database file, which then is whole by itself: to copy it is to have everything.
  /// Where that fails, the log keeps what it has.
  func emptyLog(on database: Database) {
    guard readOnlyReason == nil else { return }
    _ = try? database.checkpoint(.truncate)
  }

  private func transaction(_ commits: [Commit], on database: Database) throws(StoreError) -> [CommitOutcome] {
    try Query("BEGIN IMMEDIATE", on: database).run()
    var transaction = try WriteTransaction(database, knowing: regions.withLock(\.self))
    var outcomes: [CommitOutcome] = []
    outcomes.reserveCapacity(commits.count)
    for commit in commits { outcomes.append(try transaction.apply(commit)) }
    if !transaction.isEmpty { try transaction.seal() }
    try Query("COMMIT", on: database).commit()
    regions.withLock { $0 = transaction.regions }
    return outcomes
  }

  /// After a failed sync the kernel may have dropped the pages it could not write and report the next sync as a
  /// success. So none is ever tried again: only opening anew reads what the disk really holds.
  private func refuseWrites(after error: StoreError) {
    guard case .readOnly(let reason) = error else { return }
    refusal.withLock { $0 = $0 ?? reason }
  }

  /// How many pages the connection put into the log since this was last reset.
  private static func pagesWritten(by database: Database, reset: Bool = false) -> Int {
    var pages: CInt = 0
    var highest: CInt = 0
    // Both pointers are to locals and used only during the call; the connection is open while a block runs on it.
    unsafe sqlite3_db_status(
      database.sqliteConnection, SQLITE_DBSTATUS_CACHE_WRITE, &pages, &highest, reset ? 1 : 0)
    return Int(pages)
  }
}
