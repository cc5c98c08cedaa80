internal import MusterModel

extension MusterClient {
  /// CreateMembers answers LimitExceeded for a whole call in which nothing fitted (spec D19), without a word on the
  /// accounts that the roster had before, or that no roster could have. Finds out which is which, and does the same for
  /// the accounts that were not sent: in a run that is resumed they may well be members. Where the roster cannot be
  /// asked, the report stays as it is: nothing in it is false.
  func tellMembers(in report: inout BulkReport) async {
    let open = report.accounts.filter { $0.fate == .notApplied || $0.fate == .notSent }.map(\.accountID)
    guard let found = try? await getMembers(all: open) else { return }
    report.settle(members: Set(found.members.map { "\($0.accountID)" }), of: account)
  }
}

extension BulkReport {
  /// Says of each account of the call that met a full roster why it was not added, in the order in which the daemon
  /// looks for reasons: P5, P2, P1, P4.
  mutating func settle(members: Set<String>, of caller: AccountID) {
    guard let failure else { return }
    for (index, account) in accounts.enumerated() where account.fate == .notApplied || account.fate == .notSent {
      if members.contains(account.accountID) {
        accounts[index].fate = .alreadySo
      } else if account.fate == .notApplied {
        accounts[index].fate = .unprocessed(Self.reason(account.accountID, caller, failure))
      }
    }
  }

  private static func reason(_ accountID: String, _ caller: AccountID, _ failure: MusterClientError) -> String {
    guard let id = AccountID(accountID) else { return Rejection.malformedID(accountID).sentence }
    return id == caller ? Rejection.ownMember.sentence : failure.message
  }
}
