import MusterModel

// Who may see whose findings (spec 3.3, invariant 8, 4.11): the owner and its administrator, and while the owner has
// no hub nobody. Nobody acts for an account here, so no hub of the asker's is asked for.
extension Reference {
  mutating func access(_ pairs: [AccessPair], in region: Region) -> Expected {
    guard pairs.count >= 1, pairs.count <= 10_000, pairs.allSatisfy({ Shape.isID($0.viewer) && Shape.isID($0.owner) })
    else {
      used.insert(.shape)
      return .invalid
    }
    return .access(pairs.map { reason($0, in: region) })
  }

  private mutating func reason(_ pair: AccessPair, in region: Region) -> AccessReason {
    guard AccountID(pair.viewer) != nil, let owner = AccountID(pair.owner) else {
      used.insert(.invalidAccount)
      return .invalidAccount
    }
    guard hasHub(owner, in: region) else {
      used.insert(.ownerNotEnabled)
      return .ownerNotEnabled
    }
    if pair.viewer == pair.owner {
      used.insert(.sameAccount)
      return .sameAccount
    }
    guard let administrator = administrator(of: owner, in: region), "\(administrator.administrator)" == pair.viewer
    else {
      used.insert(.notAssociated)
      return .notAssociated
    }
    used.insert(.administratorSees)
    return .administrator
  }

  /// Everybody who sees the owner's findings, the owner first.
  mutating func recipients(of text: String, in region: Region) -> Expected {
    guard let owner = AccountID(text) else {
      used.insert(.shape)
      return .invalid
    }
    guard hasHub(owner, in: region) else {
      used.insert(.noRecipient)
      return .recipients([])
    }
    guard let administrator = administrator(of: owner, in: region) else { return .recipients([owner]) }
    used.insert(.twoRecipients)
    return .recipients([owner, administrator.administrator])
  }

  private func hasHub(_ account: AccountID, in region: Region) -> Bool {
    hubs.contains { $0.account == account && $0.region == region }
  }
}
