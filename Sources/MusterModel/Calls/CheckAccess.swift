/// May one account see the findings of another?
public struct CheckAccess: AccessCall {
  public typealias Output = AccessReason

  public static let operation = Operation.checkAccess

  public var pair: AccessPair

  public init(viewer: String, owner: String) { pair = AccessPair(viewer: viewer, owner: owner) }

  public func checkShape() throws(CallError) { try pair.checkShape() }

  public func check(_ readable: ReadableAccounts) throws(CallError) {
    try readable.check(anyOf: pair.viewer, pair.owner)
  }

  public var owners: [AccountID] { pair.ownerID.map { [$0] } ?? [] }

  public func answer(from heads: some Heads, to readable: ReadableAccounts) -> AccessReason? {
    pair.reason(from: heads, to: readable)
  }
}
