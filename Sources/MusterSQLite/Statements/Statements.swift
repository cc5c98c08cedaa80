internal import GRDB
internal import MusterModel

/// The prepared statements that a transaction uses, found by number. GRDB's cache, which keeps them from one
/// transaction to the next, hashes the text of a statement for every row that is read or written.
final class Statements {
  /// A statement's text, and its place here.
  struct Text: Sendable {
    let sql: String
    fileprivate let place: Int

    init(_ sql: String, at place: Int) {
      self.sql = sql
      self.place = place
    }
  }

  let database: Database
  private var prepared: [Statement?] = []

  init(_ database: Database) { self.database = database }

  func statement(_ text: Text) throws(StoreError) -> Statement {
    if text.place < prepared.count, let known = prepared[text.place] { return known }
    let statement: Statement
    do { statement = try database.cachedStatement(sql: text.sql) } catch { throw StoreError(error) }
    while prepared.count <= text.place { prepared.append(nil) }
    prepared[text.place] = statement
    return statement
  }
}
