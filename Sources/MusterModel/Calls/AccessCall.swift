/// A question about who may see whose findings, of `muster.v1.Access`. Nobody acts for an account in it, and one
/// head an owner answers it: a hop, a wait and a whole roster are never needed.
public protocol AccessCall: Call {
  /// Refuses what the peer may not ask.
  func check(_ readable: ReadableAccounts) throws(CallError)

  /// The accounts whose heads the answer is in.
  var owners: [AccountID] { get }

  /// What the question comes to; nil when the head of one of the ``owners`` is not at hand. All heads are of one
  /// moment. `readable`: what else the peer may be told of an owner than whether it may see its findings.
  func answer(from heads: some Heads, to readable: ReadableAccounts) -> Output?
}

/// The heads of one moment and one Region that are in memory.
public protocol Heads {
  /// Nil when it has to be loaded first.
  func head(of account: AccountID) -> Head?
}

/// One question: may `viewer` see the findings of `owner`?
public struct AccessPair: Hashable, Sendable {
  public var viewer: String
  public var owner: String

  public init(viewer: String, owner: String) {
    self.viewer = viewer
    self.owner = owner
  }

  /// `prefix` tells a pair from others of the same request.
  func checkShape(prefix: @autoclosure () -> String = "") throws(CallError) {
    try Shape.check(viewer, field: "\(prefix())Viewer", limit: Limits.idBytes)
    try Shape.check(owner, field: "\(prefix())Owner", limit: Limits.idBytes)
  }

  var ownerID: AccountID? { AccountID(viewer) == nil ? nil : AccountID(owner) }

  /// Nil when the owner's head is not at hand. Who may read the viewer alone is not told whether the owner has a hub:
  /// it could go through all accounts there are.
  func reason(from heads: some Heads, to readable: ReadableAccounts) -> AccessReason? {
    guard let viewer = AccountID(viewer), let owner = AccountID(owner) else { return .invalidAccount }
    let reason = heads.head(of: owner)?.access(of: viewer, to: owner)
    return reason == .ownerNotEnabled && !readable.contains(owner) ? .notAssociated : reason
  }
}
