internal import GRDB
private import GRDBSQLite
private import Glibc
internal import MusterModel

extension DataDirectory {
  /// The connections to a database, and its key for page tokens.
  struct Connections {
    /// The one that writes, and those that read whatever takes its time.
    let pool: DatabasePool
    /// Reads single rows.
    let rows: DatabaseQueue
    /// Checkpoints beside the one that writes.
    let checkpoints: DatabaseQueue
    let tokenKey: [UInt8]
  }

  /// Opens the database, which is made if there is none.
  func openDatabase(fileSystem: String?) throws(SQLiteOpenError) -> Connections {
    do {
      if let status = File.statusOfEntry(databasePath) {
        // Through a link we would change and fill a file that somebody else keeps.
        guard File.isRegular(status) else {
          throw SQLiteOpenError(
            .foreign, "\(databasePath) is not a file but a link or something else; put the database itself there")
        }
        // Group and others lose what an older umask gave them; the log takes its mode from this file.
        if File.isShared(status), !File.makePrivate(databasePath, status) {
          throw SQLiteOpenError(
            .directory, "\(databasePath) is open to other users and cannot be made private: \(File.lastError)")
        }
      } else {
        try create()
      }
      try inspect()
      let path = fileSystem.map { "file:\(databasePath)?vfs=\($0)" } ?? databasePath
      let pool = try DatabasePool(path: path, configuration: Self.configuration())
      let tokenKey = try pool.writeWithoutTransaction { database in
        let key = try prepareWriter(database)
        try emptyLeftLog(database)
        return key
      }
      let rows = try DatabaseQueue(path: path, configuration: Self.configuration(readonly: true))
      let checkpoints = try DatabaseQueue(path: path, configuration: Self.configuration())
      return Connections(pool: pool, rows: rows, checkpoints: checkpoints, tokenKey: tokenKey)
    } catch let error as SQLiteOpenError {
      throw error
    } catch let error as StoreError {
      throw SQLiteOpenError(.corrupt, "the database \(databasePath) is damaged: \(error); restore a backup")
    } catch {
      throw failure(error)
    }
  }

  /// Makes a complete database under another name and gives it its own when it is durable. So one by that name
  /// is always whole, and an empty file there is damage and not the start of something new.
  private func create() throws {
    // What was committed last may be in there alone, and SQLite would put it into a new database.
    guard File.statusOfEntry("\(databasePath)-wal")?.st_size ?? 0 == 0 else {
      throw SQLiteOpenError(
        .corrupt,
        "the database \(databasePath) is missing, and its log \(databasePath)-wal is there; put the database back, or "
          + "move the log away to begin anew")
    }
    let draft = "\(databasePath).new"
    for path in [draft, "\(draft)-journal"] { File.remove(path) }
    let descriptor = File.open(draft, O_EXCL)
    guard descriptor >= 0 else { throw cannotMake() }
    close(descriptor)
    let queue = try DatabaseQueue(path: draft)
    try queue.writeWithoutTransaction(Schema.migrate)
    try queue.close()
    guard File.rename(draft, to: databasePath), File.syncDirectory(path) else { throw cannotMake() }
  }

  private func cannotMake() -> SQLiteOpenError {
    SQLiteOpenError(.directory, "cannot make the database \(databasePath): \(File.lastError)")
  }

  /// Looks before anything is written: opening for writing already changes a file.
  private func inspect() throws {
    var configuration = Configuration()
    configuration.readonly = true
    let queue = try DatabaseQueue(path: databasePath, configuration: configuration)
    try queue.read { database in
      guard try Schema.isOurs(database) else {
        throw SQLiteOpenError(
          .foreign,
          "\(databasePath) is not a database of Muster's but another program's, or was emptied; restore a backup, or "
            + "move it away to begin anew")
      }
      let version = try Schema.version(of: database)
      guard version <= Schema.version else {
        throw SQLiteOpenError(
          .newerSchema,
          "the database \(databasePath) has schema version \(version), and this Muster knows versions up to "
            + "\(Schema.version); run the newer Muster that wrote it, or restore a backup made before it")
      }
    }
    try queue.close()
  }

  private static func configuration(readonly: Bool = false) -> Configuration {
    var configuration = Configuration()
    configuration.readonly = readonly
    configuration.label = "muster"
    configuration.maximumReaderCount = Limits.readers
    configuration.busyMode = .timeout(Double(Limits.busyMilliseconds) / 1000)
    configuration.prepareDatabase { database in
      let kibibytes = database.configuration.readonly ? Limits.readerCacheKiB : Limits.writerCacheKiB
      try database.execute(
        sql: """
          PRAGMA cache_size = -\(kibibytes);
          PRAGMA cell_size_check = ON;
          PRAGMA wal_autocheckpoint = 0;
          """)
    }
    return configuration
  }

  private func prepareWriter(_ database: Database) throws -> [UInt8] {
    guard unsafe sqlite3_db_readonly(database.sqliteConnection, "main") == 0 else {
      throw SQLiteOpenError(
        .notWritable, "the database \(databasePath) cannot be written; give its file to the daemon's user, mode 0600")
    }
    // GRDB has set NORMAL by now, with which a commit is not on disk when it returns.
    try database.execute(sql: "PRAGMA synchronous = FULL")
    guard try Int.fetchOne(database, sql: "PRAGMA synchronous") == 2 else {
      throw SQLiteOpenError(
        .notDurable, "SQLite does not take synchronous = FULL for \(databasePath), so commits could be lost")
    }
    try Schema.migrate(database)
    var query = try Query("SELECT token_key FROM store", on: database)
    return try query.one(in: "store") { query throws(Misread) in try query.bytes(StoreDescription.tokenKeyBytes) }
  }

  /// What a killed daemon left in the log goes into the database file, so that logs do not add up from start to
  /// start. On a full disk it has to stay where it is.
  private func emptyLeftLog(_ database: Database) throws {
    do {
      try database.checkpoint(.truncate)
    } catch let error as DatabaseError where error.resultCode == .SQLITE_FULL || error.resultCode == .SQLITE_BUSY {
      return
    }
  }

  private func failure(_ error: any Error) -> SQLiteOpenError {
    guard let error = error as? DatabaseError else {
      return SQLiteOpenError(.failed, "cannot open \(databasePath): \(error)")
    }
    let reason = "\(error.message ?? "no message") (SQLite error \(error.extendedResultCode.rawValue))"
    switch error.resultCode {
    case .SQLITE_NOTADB:
      return SQLiteOpenError(
        .foreign, "\(databasePath) is not a database: \(reason); restore a backup, or move it away to begin anew")
    case .SQLITE_CORRUPT:
      return SQLiteOpenError(.corrupt, "the database \(databasePath) is damaged: \(reason); restore a backup")
    case .SQLITE_READONLY, .SQLITE_PERM, .SQLITE_AUTH, .SQLITE_CANTOPEN:
      return SQLiteOpenError(
        .notWritable,
        "the database \(databasePath) cannot be opened for writing: \(reason); give it and its directory to the "
          + "daemon's user")
    case .SQLITE_FULL:
      return SQLiteOpenError(
        .failed, "cannot open the database \(databasePath): \(reason); free space on its disk and start again")
    default:
      return SQLiteOpenError(.failed, "cannot open the database \(databasePath): \(reason)")
    }
  }
}
