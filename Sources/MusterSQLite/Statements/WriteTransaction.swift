internal import MusterModel

internal import class GRDB.Database

/// Commits being applied, one after another, in one transaction.
struct WriteTransaction {
  private let read: ReadTransaction
  /// The last commit applied.
  private(set) var revision: Revision
  /// Numbers of Regions: those known before, and those this transaction gave.
  private(set) var regions: [Region: RegionNumber]

  init(_ database: Database, knowing regions: [Region: RegionNumber]) throws(StoreError) {
    read = try ReadTransaction(database)
    revision = read.revision
    self.regions = regions
  }

  var isEmpty: Bool { revision == read.revision }

  /// All expectations are checked before anything is written, so a conflict leaves nothing to undo.
  mutating func apply(_ commit: Commit) throws(StoreError) -> CommitOutcome {
    let known = try number(of: commit.region)
    for expectation in commit.expectations {
      var found: Revision?
      // A commit before this one, in this very transaction, may have written the row.
      if let known { found = try read.revision(of: expectation.key, in: known, upTo: revision) }
      guard expectation.holds(of: found) else { return .conflict(expectation) }
    }
    revision = revision.next
    guard !commit.changes.isEmpty else { return .done(revision) }
    let region: RegionNumber
    if let known { region = known } else { region = try intern(commit.region) }
    for change in commit.changes { try write(change, in: region) }
    return .done(revision)
  }

  /// Records how far commits have been counted: the last thing before the transaction is committed.
  func seal() throws(StoreError) {
    var query = try Query("UPDATE store SET revision = ?", on: read.statements.database)
    query.bind(Int64(revision.number))
    try query.run()
  }

  private func write(_ change: Change, in region: RegionNumber) throws(StoreError) {
    var query = try Query(change.row == nil ? change.key.table.delete : change.key.table.put, on: read.statements)
    change.key.bind(to: &query, in: region)
    if let row = change.row {
      query.bind(Int64(revision.number))
      switch row {
      case .hub(let row): row.bind(to: &query)
      case .standing(let row): row.bind(to: &query)
      case .roster(let row): row.bind(to: &query)
      case .member(let row): row.bind(to: &query)
      case .invitation(let row): row.bind(to: &query)
      }
    }
    try query.run()
  }

  private mutating func number(of region: Region) throws(StoreError) -> RegionNumber? {
    if let known = regions[region] { return known }
    let found = try read.number(of: region)
    regions[region] = found
    return found
  }

  private mutating func intern(_ region: Region) throws(StoreError) -> RegionNumber {
    var query = try Query("INSERT INTO region (name) VALUES (?)", on: read.statements.database)
    query.bind(region.name)
    try query.run()
    let number = RegionNumber(number: read.statements.database.lastInsertedRowID)
    regions[region] = number
    return number
  }
}
