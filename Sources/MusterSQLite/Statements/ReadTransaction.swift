internal import MusterModel

internal import class GRDB.Database

/// Rows as one transaction sees them. The same code reads on a reader connection and checks expectations on the
/// writer's.
struct ReadTransaction {
  let statements: Statements
  /// The last commit that the transaction sees.
  let revision: Revision

  /// To be made inside a transaction: reading the revision is what fixes its moment.
  init(_ database: Database) throws(StoreError) {
    statements = Statements(database)
    var query = try Query("SELECT revision FROM store", on: database)
    revision = try query.one(in: "store") { query throws(Misread) in
      let number = try query.integer()
      guard let unsigned = UInt64(exactly: number), unsigned < Limits.revision else {
        throw query.misread("is \(number)")
      }
      return Revision(unsigned)
    }
  }

  /// Nil for a Region in which nothing was ever written.
  func number(of region: Region) throws(StoreError) -> RegionNumber? {
    var query = try Query("SELECT id FROM region WHERE name = ?", on: statements.database)
    query.bind(region.name)
    guard try query.step() else { return nil }
    do { return RegionNumber(number: try query.integer()) } catch { throw error.corrupt("region", region.name) }
  }

  /// By which commit the row was written, of those up to `last`.
  func revision(of key: RowKey, in region: RegionNumber, upTo last: Revision) throws(StoreError) -> Revision? {
    var query = try Query(key.table.selectRevision, on: statements)
    key.bind(to: &query, in: region)
    guard try query.step() else { return nil }
    do { return try query.revision(upTo: last) } catch { throw error.corrupt(key) }
  }

  func row(_ key: RowKey, in region: RegionNumber) throws(StoreError) -> Stored<Row>? {
    switch key {
    case .hub: try stored(key, in: region, as: Row.hub)
    case .standing: try stored(key, in: region, as: Row.standing)
    case .roster: try stored(key, in: region, as: Row.roster)
    case .member: try stored(key, in: region, as: Row.member)
    case .invitation: try stored(key, in: region, as: Row.invitation)
    }
  }

  func view(_ part: ViewPart, in region: RegionNumber) throws(StoreError) -> TenantView {
    switch part {
    case .head(let account):
      TenantView(
        head: Head(
          hub: try stored(.hub(account), in: region), standing: try stored(.standing(account), in: region),
          roster: try stored(.roster(account), in: region)))
    case .roster(let administrator):
      TenantView(
        roster: RosterView(
          try rows(of: administrator, in: region) { .member(administrator: administrator, member: $0) }))
    case .invitations(let member):
      TenantView(
        invitations: InvitationsView(
          ascending: try rows(of: member, in: region) { .invitation(member: member, administrator: $0) }))
    }
  }

  private func stored<Content: TableRow>(
    _ key: RowKey, in region: RegionNumber, as row: (Content) -> Row
  ) throws(StoreError) -> Stored<Row>? {
    try stored(key, in: region).map { Stored(row($0.content), at: $0.revision) }
  }

  private func stored<Content: TableRow>(
    _ key: RowKey, in region: RegionNumber
  ) throws(StoreError) -> Stored<Content>? {
    var query = try Query(Content.table.selectRow, on: statements)
    key.bind(to: &query, in: region)
    guard try query.step() else { return nil }
    do { return try query.stored(upTo: revision) } catch { throw error.corrupt(key) }
  }

  /// The rows whose keys begin with `owner`, in ascending order of the other account.
  private func rows<Content: TableRow>(
    of owner: AccountID, in region: RegionNumber, _ key: (AccountID) -> RowKey
  ) throws(StoreError) -> [(AccountID, Stored<Content>)] {
    var query = try Query(Content.table.selectRows, on: statements)
    query.bind(region.number)
    query.bind(owner)
    var rows: [(AccountID, Stored<Content>)] = []
    while try query.step() {
      let other: AccountID
      do { other = try query.account() } catch { throw error.corrupt(Content.table.name, "of account \(owner)") }
      do { rows.append((other, try query.stored(upTo: revision))) } catch { throw error.corrupt(key(other)) }
    }
    return rows
  }
}

extension Query {
  fileprivate mutating func stored<Content: TableRow>(upTo last: Revision) throws(Misread) -> Stored<Content> {
    let revision = try revision(upTo: last)
    return Stored(try Content(from: &self), at: revision)
  }

  /// The one row of a table that has one.
  mutating func one<Value>(
    in table: String, _ read: (inout Query) throws(Misread) -> Value
  ) throws(StoreError) -> Value {
    guard try step() else { throw .corrupt("table \(table) has lost its row") }
    do { return try read(&self) } catch { throw error.corrupt(table, "its one row") }
  }
}

extension Misread {
  func corrupt(_ key: RowKey) -> StoreError {
    let accounts = key.accounts
    let columns = zip(key.table.key, [accounts.first, accounts.second].compactMap(\.self))
    return corrupt(key.table.name, columns.map { "\($0) \($1)" }.joined(separator: ", "))
  }

  func corrupt(_ table: String, _ key: String) -> StoreError { .corrupt("table \(table), \(key): \(problem)") }
}
