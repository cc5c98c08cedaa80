package import MusterModel

/// An account that someone listed, checked, and where they did.
package struct ListedAccount: Hashable, Sendable {
  package var id: AccountID
  package var email: String?
  /// As messages name it: `line 7`.
  package var place: String

  package init(_ id: AccountID, email: String? = nil, place: String) {
    self.id = id
    self.email = email
    self.place = place
  }
}

/// An account of an organization that is not to be added now.
package struct InactiveAccount: Hashable, Sendable {
  package var id: AccountID
  /// In AWS's words, `SUSPENDED`.
  package var state: String

  package init(_ id: AccountID, state: String) {
    self.id = id
    self.state = state
  }
}
