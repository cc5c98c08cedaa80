package import MusterModel

extension Table {
  /// To whom a finding of `owner` goes, and as what.
  package init(recipients: [AccountID], of owner: AccountID) {
    self.init(["ACCOUNT", "AS"])
    for account in recipients { add(Cell("\(account)"), Cell(account == owner ? "owner" : "administrator")) }
  }
}
