internal import GRDB
private import GRDBSQLite
internal import MusterModel

/// One use of a prepared statement: arguments bound in order, then rows stepped through and read in order.
///
/// Goes to SQLite's C interface below GRDB's statement. GRDB's own binding boxes every argument, and cuts a
/// string at its first NUL, which would break the promise to keep strings byte for byte.
///
/// Like all of GRDB, to be used only on the thread that its database was handed to.
@safe struct Query: ~Copyable {
  /// Owns the handle, and lives in the connection's statement cache.
  private let statement: Statement
  private let database: Database
  private var nextArgument: CInt = 1
  private var nextColumn: CInt = 0

  // `unsafe` in this file: the handle is valid for as long as `statement`, which this value retains, and a
  // column's bytes are copied before the next step can change them.
  private var handle: SQLiteStatement { unsafe statement.sqliteStatement }

  init(_ sql: String, on database: Database) throws(StoreError) {
    do { statement = try database.cachedStatement(sql: sql) } catch { throw StoreError(error) }
    self.database = database
  }

  init(_ text: Statements.Text, on statements: Statements) throws(StoreError) {
    statement = try statements.statement(text)
    database = statements.database
  }

  /// Gives the statement back to its cache, without a row left open. What resetting reports is the failure of
  /// the last step, and that was thrown.
  deinit { _ = unsafe sqlite3_reset(statement.sqliteStatement) }

  // MARK: Binding

  mutating func bind(_ number: Int64) { bound(unsafe sqlite3_bind_int64(handle, nextArgument, number)) }

  mutating func bind(_ number: Int64?) {
    if let number { bind(number) } else { bound(unsafe sqlite3_bind_null(handle, nextArgument)) }
  }

  mutating func bind(_ account: AccountID) { bind(Int64(account.number)) }
  mutating func bind(_ flag: Bool) { bind(flag ? 1 : 0) }
  mutating func bind(_ time: Timestamp) { bind(time.milliseconds) }

  mutating func bind(_ text: String?) {
    guard var text else { return bind(nil as Int64?) }
    bound(
      text.withUTF8 { bytes in
        // An empty string may have no address, and a null pointer would bind NULL.
        guard let start = bytes.baseAddress else {
          return unsafe sqlite3_bind_text(handle, nextArgument, "", 0, nil)
        }
        return unsafe start.withMemoryRebound(to: CChar.self, capacity: bytes.count) { start in
          unsafe sqlite3_bind_text(handle, nextArgument, start, CInt(bytes.count), copied)
        }
      })
  }

  mutating func bind(_ id: InvitationID?) {
    guard let id else { return bind(nil as Int64?) }
    let bytes = (id.high.bigEndian, id.low.bigEndian)
    bound(
      unsafe withUnsafeBytes(of: bytes) { bytes in
        unsafe sqlite3_bind_blob(handle, nextArgument, bytes.baseAddress, CInt(bytes.count), copied)
      })
  }

  private mutating func bound(_ code: CInt) {
    // Binding does no I/O: it fails for a wrong index or past SQLite's length limit of 10^9 bytes, a fault of ours.
    precondition(code == SQLITE_OK, "SQLite refused argument \(nextArgument) of: \(statement.sql)")
    nextArgument += 1
  }

  // MARK: Stepping

  /// Whether there is another row, which can then be read from its first column on.
  mutating func step() throws(StoreError) -> Bool {
    nextColumn = 0
    switch unsafe sqlite3_step(handle) {
    case SQLITE_ROW: return true
    case SQLITE_DONE: return false
    case let code: throw StoreError(failure(code))
    }
  }

  /// Runs a statement that has no rows.
  consuming func run() throws(StoreError) { _ = try step() }

  /// Runs a COMMIT.
  consuming func commit() throws(StoreError) {
    let code = unsafe sqlite3_step(handle)
    guard code == SQLITE_DONE else { throw .committing(failure(code)) }
  }

  private func failure(_ code: CInt) -> DatabaseError {
    DatabaseError(resultCode: ResultCode(rawValue: code), message: database.lastErrorMessage)
  }

  // MARK: Reading

  mutating func integer() throws(Misread) -> Int64 {
    let column = try next(SQLITE_INTEGER)
    return unsafe sqlite3_column_int64(handle, column)
  }

  mutating func text() throws(Misread) -> String {
    let column = try next(SQLITE_TEXT)
    guard let start = unsafe sqlite3_column_text(handle, column) else { throw misread(column, "is out of reach") }
    let bytes = unsafe UnsafeBufferPointer(start: start, count: Int(sqlite3_column_bytes(handle, column)))
    guard let text = unsafe String(validating: bytes, as: UTF8.self) else { throw misread(column, "is not UTF-8") }
    return text
  }

  /// Bytes of which exactly `count` must be there.
  mutating func bytes(_ count: Int) throws(Misread) -> [UInt8] {
    let column = try next(SQLITE_BLOB)
    guard let start = unsafe sqlite3_column_blob(handle, column), unsafe sqlite3_column_bytes(handle, column) == count
    else { throw misread(column, "is not of \(count) bytes") }
    return unsafe [UInt8](UnsafeRawBufferPointer(start: start, count: count))
  }

  /// Whether the next column is NULL, which is then skipped.
  mutating func isNull() -> Bool {
    guard unsafe sqlite3_column_type(handle, nextColumn) == SQLITE_NULL else { return false }
    nextColumn += 1
    return true
  }

  /// That the column read last holds what Muster never writes there.
  func misread(_ problem: String) -> Misread { misread(nextColumn - 1, problem) }

  private func misread(_ column: CInt, _ problem: String) -> Misread {
    Misread(problem: "\(statement.columnNames[Int(column)]) \(problem)")
  }

  private mutating func next(_ type: CInt) throws(Misread) -> CInt {
    defer { nextColumn += 1 }
    guard unsafe sqlite3_column_type(handle, nextColumn) == type else { throw misread(nextColumn, "has a wrong type") }
    return nextColumn
  }

  /// SQLITE_TRANSIENT, a macro that Swift cannot see: SQLite copies the bytes before the call returns, so no
  /// pointer outlives its scope. It is defined as this very bit pattern and never called.
  private var copied: sqlite3_destructor_type { unsafe unsafeBitCast(-1, to: sqlite3_destructor_type.self) }
}

/// A stored value that Muster cannot have written.
struct Misread: Error {
  let problem: String
}
