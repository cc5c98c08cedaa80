/// Who asks: a peer that the kernel vouches for, acting for an account in a Region.
public struct Principal: Hashable, Sendable {
  public let asker: Asker
  public let account: AccountID

  public init(_ asker: Asker, for account: AccountID) {
    self.asker = asker
    self.account = account
  }

  public init(peer: Peer, account: AccountID, region: Region, requestID: String? = nil) {
    self.init(Asker(peer: peer, region: region, requestID: requestID), for: account)
  }

  public var peer: Peer { asker.peer }
  public var region: Region { asker.region }
  public var tenant: TenantID { TenantID(account, in: asker.region) }
}

/// A peer that asks about a Region and acts for no account in it.
public struct Asker: Hashable, Sendable {
  public let peer: Peer
  public let region: Region
  /// Ties together what logs and replies say of one request.
  public let requestID: String?

  public init(peer: Peer, region: Region, requestID: String? = nil) {
    self.peer = peer
    self.region = region
    self.requestID = requestID
  }
}

/// A process on this host, as the kernel described it when it connected.
public struct Peer: Hashable, Sendable {
  public let processID: Int32
  public let userID: UInt32
  public let groupID: UInt32
  /// Supplementary groups.
  public let groups: [UInt32]

  public init(processID: Int32, userID: UInt32, groupID: UInt32, groups: [UInt32] = []) {
    self.processID = processID
    self.userID = userID
    self.groupID = groupID
    self.groups = groups
  }

  public func isMember(ofGroup group: UInt32) -> Bool { groupID == group || groups.contains(group) }
}
