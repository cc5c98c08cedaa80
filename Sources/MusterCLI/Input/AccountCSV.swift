internal import MusterModel

/// `account_id,email` or `account_id` a line, with or without a line that says so first.
enum AccountCSV {
  static func read(_ bytes: [UInt8], _ problems: inout FileProblems) -> [ListedAccount] {
    var reader = CSVReader(bytes)
    var accounts: [ListedAccount] = []
    var isFirst = true
    while !problems.isFull {
      do {
        guard let record = try reader.next() else { return accounts }
        defer { isFirst = false }
        if isFirst, isHeader(record.fields) { continue }
        do {
          accounts.append(try account(record.fields, place: "line \(record.line)"))
        } catch {
          problems.add(error.problem + hint(record.fields[0], isFirst: isFirst), at: "line \(record.line)")
        }
      } catch {
        isFirst = false
        problems.add(error.problem, at: "line \(error.line)")
      }
    }
    return accounts
  }

  /// What probably happened to the line.
  private static func hint(_ id: String, isFirst: Bool) -> String {
    if id.isEmpty || id.utf8.count >= 12 || !id.utf8.allSatisfy({ $0 >= 0x30 && $0 <= 0x39 }) {
      return isFirst ? "; a header reads account_id,email" : ""
    }
    return " (spreadsheets drop leading zeros: format the column as text)"
  }

  private static func isHeader(_ fields: [String]) -> Bool {
    let names = fields.map { $0.lowercased() }
    return names == ["account_id"] || names == ["account_id", "email"]
  }

  private static func account(_ fields: [String], place: String) throws(AccountForm.Fault) -> ListedAccount {
    guard fields.count <= 2 else {
      throw AccountForm.Fault("there are \(fields.count) fields; a line is account_id,email")
    }
    let id = try AccountForm.id(fields[0])
    let email = fields.count == 2 && !fields[1].isEmpty ? try AccountForm.email(fields[1]) : nil
    return ListedAccount(id, email: email, place: place)
  }
}
