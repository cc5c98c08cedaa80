package import MusterModel

/// Accounts given on the command line.
package enum AccountArguments {
  /// `ID` or `ID=EMAIL` each.
  package static func accounts(_ arguments: [String]) throws(Failure) -> [ListedAccount] {
    try checked(arguments) { argument, place throws(AccountForm.Fault) in
      guard let equals = argument.firstIndex(of: "=") else {
        return ListedAccount(try AccountForm.id(argument), place: place)
      }
      let email = try AccountForm.email(String(argument[argument.index(after: equals)...]))
      return ListedAccount(try AccountForm.id(argument[..<equals]), email: email, place: place)
    }
  }

  /// `ID` each.
  package static func ids(_ arguments: [String]) throws(Failure) -> [ListedAccount] {
    try checked(arguments) { argument, place throws(AccountForm.Fault) in
      ListedAccount(try AccountForm.id(argument), place: place)
    }
  }

  /// `ID`, as the value of what `name` says.
  package static func id(_ argument: String, of name: String) throws(Failure) -> AccountID {
    do {
      return try AccountForm.id(argument)
    } catch {
      throw .usage("\(name): \(error.problem); nothing was sent.")
    }
  }

  private static func checked(
    _ arguments: [String], _ check: (String, String) throws(AccountForm.Fault) -> ListedAccount
  ) throws(Failure) -> [ListedAccount] {
    var problems = FileProblems()
    var accounts: [ListedAccount] = []
    for (index, argument) in arguments.enumerated() where !problems.isFull {
      let place = "argument \(index + 1)"
      do {
        accounts.append(try check(argument, place))
      } catch {
        problems.add(error.problem, at: place)
      }
    }
    guard problems.isEmpty else { throw problems.failure(of: "The command line") }
    return accounts
  }
}
