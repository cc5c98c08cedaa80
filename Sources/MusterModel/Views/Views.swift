/// The views of one moment and one Region. Total for the parts that a call named: whoever hands views to a call
/// has made sure that they are there.
public protocol Views {
  func head(of account: AccountID) -> Head
  func roster(of account: AccountID) -> RosterView
  func invitations(of account: AccountID) -> InvitationsView
}

extension Views {
  /// The caller's hub; refused when it is not enabled (spec D1).
  func hub(of principal: Principal) throws(CallError) -> HubRow {
    guard let hub = head(of: principal.account).hub else { throw .notSubscribed(principal.account) }
    return hub.content
  }
}
