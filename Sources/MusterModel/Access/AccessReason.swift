/// Why an account may, or may not, see an owner's findings: the whole answer to an access question.
public enum AccessReason: UInt8, Hashable, Sendable, CaseIterable {
  /// Viewer and owner are one account, with a hub.
  case sameAccount = 1
  /// The owner accepted the viewer as its administrator.
  case administrator = 2
  /// The viewer is another account, and not the owner's administrator.
  case notAssociated = 3
  /// The owner has no hub in the Region: nobody sees its findings, itself included.
  case ownerNotEnabled = 4
  /// Viewer or owner is not twelve digits, so no account at all.
  case invalidAccount = 5

  public var isAllowed: Bool {
    switch self {
    case .sameAccount, .administrator: true
    case .notAssociated, .ownerNotEnabled, .invalidAccount: false
    }
  }
}

extension AccessReason: CustomStringConvertible {
  /// As on the wire.
  public var description: String {
    switch self {
    case .sameAccount: "SAME_ACCOUNT"
    case .administrator: "ADMINISTRATOR"
    case .notAssociated: "NOT_ASSOCIATED"
    case .ownerNotEnabled: "OWNER_NOT_ENABLED"
    case .invalidAccount: "INVALID_ACCOUNT"
    }
  }
}

extension Head {
  /// Who sees the findings of the account whose head this is (spec 3.3, invariant 8): itself, and then its
  /// administrator; nobody while it has no hub.
  func recipients(of owner: AccountID) -> [AccountID] {
    guard hub != nil else { return [] }
    guard let standing else { return [owner] }
    return [owner, standing.content.administrator]
  }

  /// Whether `viewer` is one of the ``recipients(of:)``, and why.
  func access(of viewer: AccountID, to owner: AccountID) -> AccessReason {
    if hub == nil { return .ownerNotEnabled }
    if viewer == owner { return .sameAccount }
    return standing?.content.administrator == viewer ? .administrator : .notAssociated
  }
}
