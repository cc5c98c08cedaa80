/// What an operation needs to be allowed.
public enum Permission: Hashable, Sendable {
  /// Get, List, Describe.
  case read
  /// Accept, decline, leave, delete received invitations.
  case member
  /// Roster operations and withdrawals.
  case administrator
  /// The account's hub and its tags: either role may.
  case hub
}

/// What a peer may do, and for which accounts.
public struct Grant: Hashable, Sendable {
  public enum Subject: Hashable, Sendable {
    case user(UInt32)
    case group(UInt32)
  }

  public enum Accounts: Hashable, Sendable {
    case all
    case only(Set<AccountID>)
  }

  /// The roles a grant gives, as the configuration names them.
  public struct Roles: OptionSet, Hashable, Sendable {
    public let rawValue: UInt8
    public init(rawValue: UInt8) { self.rawValue = rawValue }

    public static let read = Roles(rawValue: 1 << 0)
    public static let member = Roles(rawValue: 1 << 1)
    public static let administrator = Roles(rawValue: 1 << 2)
    /// `muster.v1.Admin`, and nothing else.
    public static let adminService = Roles(rawValue: 1 << 3)
    public static let all: Roles = [.member, .administrator]

    func allow(_ permission: Permission) -> Bool {
      switch permission {
      case .read: !isDisjoint(with: [.read, .member, .administrator])
      case .member: contains(.member)
      case .administrator: contains(.administrator)
      case .hub: !isDisjoint(with: [.member, .administrator])
      }
    }
  }

  public let subject: Subject
  public let accounts: Accounts
  public let roles: Roles

  public init(to subject: Subject, for accounts: Accounts, allowing roles: Roles) {
    self.subject = subject
    self.accounts = accounts
    self.roles = roles
  }

  func isFor(_ peer: Peer) -> Bool {
    switch subject {
    case .user(let id): peer.userID == id
    case .group(let id): peer.isMember(ofGroup: id)
    }
  }

  func covers(_ account: AccountID) -> Bool {
    switch accounts {
    case .all: true
    case .only(let accounts): accounts.contains(account)
    }
  }
}

/// All grants of a daemon. Whatever none of them allows is refused.
public struct Grants: Hashable, Sendable {
  public let list: [Grant]

  public init(_ list: [Grant]) { self.list = list }

  /// Without a configuration: root and the daemon's own user may do everything, everyone else nothing.
  public static func defaults(ownUser: UInt32) -> Grants {
    let everything = Grant.Roles.all.union(.adminService)
    return Grants(Set([0, ownUser]).sorted().map { Grant(to: .user($0), for: .all, allowing: everything) })
  }

  public func check(_ operation: Operation, by principal: Principal) throws(CallError) {
    try check(operation.permission, for: operation, by: principal)
  }

  /// As for a whole operation, of a part of it that needs to be allowed more.
  public func check(
    _ permission: Permission, for operation: Operation, by principal: Principal
  ) throws(CallError) {
    for grant in list
    where grant.roles.allow(permission) && grant.isFor(principal.peer) && grant.covers(principal.account) {
      return
    }
    throw CallError(
      .accessDenied,
      "User \(principal.peer.userID) is not authorized to perform \(operation) for account \(principal.account); "
        + "a grant in the daemon's configuration can allow it.")
  }

  /// What the peer may read, for questions about many accounts.
  public func reading(by peer: Peer, in operation: Operation) -> ReadableAccounts {
    var lists: [Set<AccountID>] = []
    for grant in list where grant.roles.allow(.read) && grant.isFor(peer) {
      guard case .only(let accounts) = grant.accounts else { return ReadableAccounts(.all, peer.userID, operation) }
      lists.append(accounts)
    }
    return ReadableAccounts(.listed(lists), peer.userID, operation)
  }

  /// Whether the peer may use `muster.v1.Admin`.
  public func checkAdminService(by peer: Peer) throws(CallError) {
    for grant in list where grant.roles.contains(.adminService) && grant.isFor(peer) { return }
    throw CallError(
      .accessDenied,
      "User \(peer.userID) is not authorized to use the daemon's Admin service; a grant that allows admin-service "
        + "in the daemon's configuration can allow it.")
  }
}

/// The accounts that a peer may read about.
public struct ReadableAccounts: Sendable {
  fileprivate enum Accounts: Sendable {
    case all
    /// By each of the grants that are for the peer.
    case listed([Set<AccountID>])
  }

  private let accounts: Accounts
  private let userID: UInt32
  private let operation: Operation

  fileprivate init(_ accounts: Accounts, _ userID: UInt32, _ operation: Operation) {
    self.accounts = accounts
    self.userID = userID
    self.operation = operation
  }

  /// Whether the account itself is one.
  func contains(_ account: AccountID) -> Bool {
    switch accounts {
    case .all: true
    case .listed(let lists): lists.contains { $0.contains(account) }
    }
  }

  /// Granted when one of the accounts is: who is to read about an administrator's members, whose ids it cannot know
  /// beforehand, is granted the administrator.
  func check(anyOf account: String, _ other: String? = nil) throws(CallError) {
    if case .all = accounts { return }
    if contains(account) { return }
    if let other, contains(other) { return }
    let named = [account, other].compactMap { $0?.prefix(Limits.idBytes) }.joined(separator: " or ")
    throw CallError(
      .accessDenied,
      "User \(userID) is not authorized to perform \(operation) for account \(named); a grant to read in the "
        + "daemon's configuration can allow it.")
  }

  /// Text that is no account is in no list of accounts.
  private func contains(_ account: String) -> Bool { AccountID(account).map(contains) ?? false }
}
