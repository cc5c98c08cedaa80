internal import MusterModel

/// One kind of row in SQL. A class: it is looked at for every row, and a copy of its texts would cost as much as
/// binding them.
final class Table: Sendable {
  let name: String
  /// The columns of its key after the Region.
  let key: [String]
  let selectRevision: Statements.Text
  let selectRow: Statements.Text
  /// Key's last column and row, of all rows that share the rest of the key, in order of that column.
  let selectRows: Statements.Text
  let put: Statements.Text
  let delete: Statements.Text

  /// `number` is the table's own, from 0 on; `key` the columns of its key after the Region, `columns` those after `rev`.
  init(_ name: String, _ number: Int, key: [String], columns: [String]) {
    self.name = name
    self.key = key
    let all = ["region"] + key + ["rev"] + columns
    let row = (["rev"] + columns).joined(separator: ", ")
    let condition = (["region"] + key).map { "\($0) = ?" }.joined(separator: " AND ")
    let shared = (["region"] + key.dropLast()).map { "\($0) = ?" }.joined(separator: " AND ")
    let last = key.last ?? "region"
    let values = all.map { _ in "?" }.joined(separator: ", ")
    let texts = [
      "SELECT rev FROM \(name) WHERE \(condition)",
      "SELECT \(row) FROM \(name) WHERE \(condition)",
      "SELECT \(last), \(row) FROM \(name) WHERE \(shared) ORDER BY \(last)",
      "REPLACE INTO \(name) (\(all.joined(separator: ", "))) VALUES (\(values))",
      "DELETE FROM \(name) WHERE \(condition)",
    ].enumerated().map { Statements.Text($1, at: number * 5 + $0) }
    (selectRevision, selectRow, selectRows, put, delete) = (texts[0], texts[1], texts[2], texts[3], texts[4])
  }
}

/// A row that has a table.
protocol TableRow: Hashable, Sendable {
  static var table: Table { get }

  /// Binds the row's columns, in the table's order.
  func bind(to query: inout Query)

  /// Reads them in the same order, and refuses values that no row can have.
  init(from query: inout Query) throws(Misread)
}

extension RowKey {
  var table: Table {
    switch self {
    case .hub: HubRow.table
    case .standing: StandingRow.table
    case .roster: RosterRow.table
    case .member: MemberRow.table
    case .invitation: InvitationRow.table
    }
  }

  /// The accounts of the key, in the table's order.
  var accounts: (first: AccountID, second: AccountID?) {
    switch self {
    case .hub(let account), .standing(let account), .roster(let account): (account, nil)
    case .member(let administrator, let member): (administrator, member)
    case .invitation(let member, let administrator): (member, administrator)
    }
  }

  func bind(to query: inout Query, in region: RegionNumber) {
    query.bind(region.number)
    query.bind(accounts.first)
    if let second = accounts.second { query.bind(second) }
  }
}

/// The small integer that stands for a Region's name in every key.
struct RegionNumber: Hashable, Sendable {
  let number: Int64
}
