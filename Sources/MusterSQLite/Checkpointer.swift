internal import GRDB
private import GRDBSQLite
internal import MusterModel
private import Synchronization

/// Moves what has grown in the log into the database file. SQLite's own automatic checkpoint would hide its failures,
/// and would make the commit that triggers it wait: this one runs after replies have gone out, and most of it beside
/// the next commits.
final class Checkpointer: Sendable {
  private let plan: Mutex<CheckpointPlan>
  /// A connection of its own, on a thread of its own.
  private let connection: DatabaseQueue
  /// Told of what went wrong.
  private let failed: @Sendable (StoreError) -> Void

  init(_ connection: DatabaseQueue, pages: Int, failed: @escaping @Sendable (StoreError) -> Void) {
    self.connection = connection
    self.failed = failed
    plan = Mutex(CheckpointPlan(pages: pages))
  }

  /// To be called on the writer's thread after each transaction.
  func wrote(on writer: Database) {
    let pages = Self.pagesWritten(by: writer)
    switch plan.withLock({ $0.wrote(pages) }) {
    case .nothing: break
    case .moveBeside: connection.asyncWriteWithoutTransaction { [self] database in moveBeside(on: database) }
    case .beginAnew: beginAnew(on: writer, waiting: Limits.restartMilliseconds)
    case .beginAnewAtAnyPrice: beginAnew(on: writer, waiting: Limits.loadMilliseconds)
    }
  }

  /// Waits for what is under way, and closes. Nothing is moved after that.
  func close() { try? connection.close() }

  /// Waits for what is under way.
  func rest() async { try? await connection.writeWithoutTransaction { _ in } }

  private func moveBeside(on database: Database) {
    do {
      let log = try database.checkpoint(.passive)
      plan.withLock { $0.moved(allBut: log.walFrameCount - log.checkpointedFrameCount) }
    } catch {
      plan.withLock { $0.failed() }
      failed(StoreError(error))
    }
  }

  /// Waits for the loads that still need the log, and has it written from its beginning again. A stranger who
  /// holds a moment of the past for longer is not waited for.
  private func beginAnew(on writer: Database, waiting milliseconds: Int) {
    do {
      try writer.execute(sql: "PRAGMA busy_timeout = \(milliseconds)")
      defer { try? writer.execute(sql: "PRAGMA busy_timeout = \(Limits.busyMilliseconds)") }
      try writer.checkpoint(.restart)
      plan.withLock { $0.began(anew: true) }
    } catch {
      plan.withLock { $0.began(anew: false) }
      failed(StoreError(error))
    }
  }

  /// How many pages the connection put into the log since this was last asked.
  private static func pagesWritten(by database: Database) -> Int {
    var pages: CInt = 0
    var highest: CInt = 0
    // Both pointers are to locals and used only during the call; the connection is open while a block runs on it.
    unsafe sqlite3_db_status(database.sqliteConnection, SQLITE_DBSTATUS_CACHE_WRITE, &pages, &highest, 1)
    return Int(pages)
  }
}
