internal import MusterJSON
internal import MusterModel

/// What `aws organizations list-accounts` prints: one document, or those of its pages one after the other.
struct OrganizationListing {
  private(set) var accounts: [ListedAccount] = []
  private(set) var inactive: [InactiveAccount] = []

  init(_ bytes: [UInt8], _ problems: inout FileProblems) {
    var parser = JSONParser(bytes)
    var isPartial = false
    do {
      while !problems.isFull, let document = try parser.next() {
        let page = try JSONObject(document)
        for (index, account) in try page.list("Accounts").enumerated() where !problems.isFull {
          add(account, at: "Accounts[\(index)]", line: page.line, &problems)
        }
        isPartial = page["NextToken"] != nil
      }
    } catch {
      problems.add("\(error)", at: Self.place(error.line))
    }
    // A token says that another page follows, and none does. Adding a part of an organization unnoticed would be
    // worse than refusing.
    if isPartial, problems.isEmpty {
      problems.add(
        "the listing is not complete (NextToken); run `aws organizations list-accounts` without --max-items and "
          + "--no-paginate, or put all its pages into the file", at: "the end")
    }
  }

  private mutating func add(_ json: JSONValue, at path: String, line: Int?, _ problems: inout FileProblems) {
    do {
      let account = try OrganizationAccount(json: json)
      guard account.state == "ACTIVE" else {
        inactive.append(InactiveAccount(account.id, state: account.state))
        return
      }
      let place = Self.place(account.line)
      do {
        let email = try account.email.map(AccountForm.email)
        accounts.append(ListedAccount(account.id, email: email, place: place))
      } catch {
        problems.add("\(path).Email: \(error.problem)", at: place)
      }
    } catch {
      let error = error.inside(path, line: line)
      problems.add("\(error)", at: Self.place(error.line))
    }
  }

  private static func place(_ line: Int?) -> String { line.map { "line \($0)" } ?? "the document" }
}

/// One account of the listing. What else it says of an account is of no use here.
private struct OrganizationAccount {
  var id: AccountID
  var email: String?
  /// `ACTIVE`, or why it is not.
  var state: String
  var line: Int?

  init(json: JSONValue) throws(JSONError) {
    let object = try JSONObject(json)
    id = try object.value("Id")
    email = try object.optional("Email")
    // AWS lets State take the place of Status. Where a listing has both, an account is active that is so in both.
    let newer: String? = try object.optional("State")
    let older: String? = newer == nil ? try object.value("Status") : try object.optional("Status")
    state = [newer, older].compactMap(\.self).first { $0 != "ACTIVE" } ?? "ACTIVE"
    line = object.line
  }
}
