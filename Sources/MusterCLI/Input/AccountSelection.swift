package import MusterModel

/// The accounts to send: each once, in the order given, and what was left out on the way.
package struct AccountSelection: Sendable {
  package private(set) var accounts: [ListedAccount] = []
  /// Listed, but not to be added now.
  package private(set) var inactive: [InactiveAccount] = []
  private var places: [AccountID: Int] = [:]
  private var repeated: [String] = []
  private var own: AccountID?

  package init(_ accounts: [ListedAccount] = []) { add(accounts) }

  package mutating func add(_ listed: [ListedAccount]) {
    for account in listed {
      guard let index = places[account.id] else {
        places[account.id] = accounts.count
        accounts.append(account)
        continue
      }
      let first = accounts[index]
      let isSame = account.email == nil || account.email == first.email
      let difference = isSame ? "" : " with another e-mail address"
      repeated.append("\(account.id) (\(account.place), after \(first.place)\(difference))")
    }
  }

  /// Adds what a file lists for an administrator's roster. The administrator itself may stand in it, being of the
  /// same organization; nobody is a member of their own.
  package mutating func add(_ file: AccountFile, for administrator: AccountID) {
    add(file.accounts.filter { $0.id != administrator })
    if file.accounts.contains(where: { $0.id == administrator }) { own = administrator }
    inactive += file.inactive.filter { $0.id != administrator }
  }

  package var ids: [String] { accounts.map { "\($0.id)" } }

  /// What was left out and why, a sentence each.
  package var notes: [String] {
    var notes: [String] = []
    if let own { notes.append("Skipped the administrator's own account, \(own).") }
    if !inactive.isEmpty {
      let list = inactive.map { "\($0.id) (\($0.state))" }.joined(separator: ", ")
      notes.append("Skipped \(counted(inactive.count, "account")) that the organization does not have ACTIVE: \(list).")
    }
    if !repeated.isEmpty {
      notes.append("Left out \(counted(repeated.count, "repetition")): \(repeated.joined(separator: ", ")).")
    }
    return notes
  }
}

/// `1 account`, `2 accounts`.
package func counted(_ count: Int, _ noun: String) -> String { "\(count) \(noun)\(count == 1 ? "" : "s")" }
