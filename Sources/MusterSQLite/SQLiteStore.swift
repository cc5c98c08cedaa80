private import Dispatch
public import MusterModel
private import Synchronization

internal import class GRDB.Database
internal import class GRDB.DatabasePool
internal import class GRDB.DatabaseQueue

/// Keeps all rows in one SQLite database, `muster.db` in the data directory, durable when a commit returns.
///
/// Commits run on a thread of their own, loads on those of the reader connections, and closing on one too: none
/// ever blocks a thread of Swift's shared pool, where a slow disk would stall everything else.
public final class SQLiteStore: Store {
  private let pool: DatabasePool
  /// For rows that writes wait for, so that they do not wait behind whole rosters being read.
  private let rows: DatabaseQueue
  private let directory: DataDirectory
  private let writer = Writer()
  private let checkpointer: Checkpointer
  private let gate = Gate()
  /// Closing checkpoints the log, which takes its time. One at a time: the pool cannot be closed twice at once.
  private let closing = DispatchQueue(label: "muster.close")
  private let isClosed = Atomic<Bool>(false)
  private let tokenKey: [UInt8]

  /// Opens the store of a data directory, which is made if it does not exist. No other process and no other
  /// store can open it until this one is closed. Blocks for as long as the disk takes.
  public static func open(directory path: String) throws(SQLiteOpenError) -> SQLiteStore {
    try open(directory: path, checkpointPages: Limits.checkpointPages)
  }

  /// Through the SQLite VFS of that name, and with a log of that length: tests have a file system that fails on
  /// demand, and little time.
  package static func open(
    directory path: String, fileSystem: String? = nil, checkpointPages: Int
  ) throws(SQLiteOpenError) -> SQLiteStore {
    let directory = try DataDirectory(path)
    return SQLiteStore(
      try directory.openDatabase(fileSystem: fileSystem), in: directory, checkpointPages: checkpointPages)
  }

  private init(_ connections: DataDirectory.Connections, in directory: DataDirectory, checkpointPages: Int) {
    pool = connections.pool
    rows = connections.rows
    checkpointer = Checkpointer(
      connections.checkpoints, pages: checkpointPages, failed: { [writer] error in writer.refuseWrites(after: error) })
    self.directory = directory
    tokenKey = connections.tokenKey
  }

  public var description: StoreDescription {
    StoreDescription(place: directory.path, isWritable: writer.readOnlyReason == nil, tokenKey: tokenKey)
  }

  public func load(_ keys: [RowKey], in region: Region) async throws(StoreError) -> Snapshot<[RowKey: Stored<Row>]> {
    try await read(on: keys.count <= Limits.fewRows ? .rows : .pool) { transaction throws(StoreError) in
      var found: [RowKey: Stored<Row>] = [:]
      if let region = try transaction.number(of: region) {
        for key in keys { found[key] = try transaction.row(key, in: region) }
      }
      return found
    }
  }

  public func load(_ part: ViewPart, in region: Region) async throws(StoreError) -> Snapshot<TenantView> {
    // A head is three rows, and writes wait for it.
    let reader: Reader = if case .head = part { .rows } else { .pool }
    return try await read(on: reader) { transaction throws(StoreError) in
      guard let region = try transaction.number(of: region) else { return TenantView(part) }
      return try transaction.view(part, in: region)
    }
  }

  public func commit(_ commits: [Commit]) async throws(StoreError) -> [CommitOutcome] {
    guard gate.enter() else { throw .closed }
    let outcomes: Result<[CommitOutcome], StoreError> = await withCheckedContinuation { continuation in
      pool.asyncWriteWithoutTransaction { [gate, writer, checkpointer] database in
        continuation.resume(
          returning: Result { () throws(StoreError) in try writer.commit(commits, on: database) })
        if writer.readOnlyReason == nil { checkpointer.wrote(on: database) }
        gate.leave()
      }
    }
    return try outcomes.get()
  }

  public func close() async {
    await gate.close()
    await withCheckedContinuation { continuation in
      closing.async { [self] in
        if isClosed.compareExchange(expected: false, desired: true, ordering: .relaxed).exchanged { closeNow() }
        continuation.resume()
      }
    }
  }

  /// Once, and with nobody inside any more.
  private func closeNow() {
    checkpointer.close()
    // SQLite would empty the log as the last connection closes, but that is one of the pool's readers, which may not.
    pool.writeWithoutTransaction(writer.emptyLog)
    // It fails only for statements still in use. The lock goes last.
    try? rows.close()
    try? pool.close()
    directory.unlock()
  }

  /// What a PRAGMA of the writing connection says, for tests of how that is set up.
  package func writerSetting(_ pragma: String) async throws -> Int? {
    try await pool.writeWithoutTransaction { database in try Int.fetchOne(database, sql: "PRAGMA \(pragma)") }
  }

  /// Waits for the checkpoint that is under way, if there is one, for tests of how it ends.
  package func rest() async { await checkpointer.rest() }

  private enum Reader {
    case pool
    case rows
  }

  /// Reads on a reader connection, in one transaction. GRDB's async functions are not used: cancelling the
  /// caller's task would interrupt them, and a load may be shared by callers that were not cancelled.
  private func read<Content: Sendable>(
    on reader: Reader, _ body: @escaping @Sendable (ReadTransaction) throws(StoreError) -> Content
  ) async throws(StoreError) -> Snapshot<Content> {
    guard gate.enter() else { throw .closed }
    let content: Result<Snapshot<Content>, StoreError> = await withCheckedContinuation { continuation in
      let answer: @Sendable (Result<Snapshot<Content>, StoreError>) -> Void = { [gate] content in
        gate.leave()
        continuation.resume(returning: content)
      }
      switch reader {
      case .pool:
        pool.asyncRead { database in
          answer(
            database.mapError { StoreError($0) }.flatMap { database in
              Result { () throws(StoreError) in try Self.read(on: database, body) }
            })
        }
      case .rows:
        rows.asyncWriteWithoutTransaction { database in
          answer(Result { () throws(StoreError) in try Self.readInTransaction(on: database, body) })
        }
      }
    }
    return try content.get()
  }

  private static func read<Content>(
    on database: Database, _ body: (ReadTransaction) throws(StoreError) -> Content
  ) throws(StoreError) -> Snapshot<Content> {
    let transaction = try ReadTransaction(database)
    return Snapshot(try body(transaction), at: transaction.revision)
  }

  private static func readInTransaction<Content>(
    on database: Database, _ body: (ReadTransaction) throws(StoreError) -> Content
  ) throws(StoreError) -> Snapshot<Content> {
    try Query("BEGIN", on: database).run()
    // Nothing was written: ending it some way is all there is to do.
    defer { do { try Query("COMMIT", on: database).run() } catch { try? database.rollback() } }
    return try read(on: database, body)
  }
}
