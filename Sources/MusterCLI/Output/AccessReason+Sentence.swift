package import MusterModel

extension AccessReason {
  /// The answer in words.
  package func sentence(viewer: AccountID, owner: AccountID) -> String {
    switch self {
    case .sameAccount: "Allowed: \(viewer) may see its own findings."
    case .administrator: "Allowed: \(viewer) is the administrator of \(owner)."
    case .notAssociated: "Denied: \(viewer) is not the administrator of \(owner)."
    case .ownerNotEnabled: "Denied: \(owner) has no hub, so nobody sees its findings."
    case .invalidAccount: "Denied: \(viewer) or \(owner) is no account."
    }
  }
}
