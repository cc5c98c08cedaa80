/// To whom a finding goes: its owner, and the owner's administrator if it has one. Nobody while the owner has no
/// hub. The same accounts that ``CheckAccess`` allows to see it.
public struct ResolveRecipients: AccessCall {
  /// The owner stands first.
  public typealias Output = [AccountID]

  public static let operation = Operation.resolveRecipients

  public var owner: String

  public init(owner: String) { self.owner = owner }

  public func checkShape() throws(CallError) {
    try Shape.check(owner, field: "Owner", limit: Limits.idBytes)
    guard AccountID(owner) != nil else { throw .invalid("Owner is \"\(owner)\"; an account id is exactly 12 digits.") }
  }

  public func check(_ readable: ReadableAccounts) throws(CallError) { try readable.check(anyOf: owner) }

  public var owners: [AccountID] { AccountID(owner).map { [$0] } ?? [] }

  public func answer(from heads: some Heads, to readable: ReadableAccounts) -> [AccountID]? {
    guard let owner = AccountID(owner) else { return [] }
    return heads.head(of: owner)?.recipients(of: owner)
  }
}
