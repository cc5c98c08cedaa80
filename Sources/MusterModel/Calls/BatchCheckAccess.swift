/// ``CheckAccess`` for many pairs, all of one moment. Answered in request order.
public struct BatchCheckAccess: AccessCall {
  public typealias Output = [AccessReason]

  public static let operation = Operation.batchCheckAccess

  /// 1 to 10,000.
  public var pairs: [AccessPair]

  public init(_ pairs: [AccessPair]) { self.pairs = pairs }

  public func checkShape() throws(CallError) {
    guard Limits.accessPairs.contains(pairs.count) else {
      throw .invalid("Pairs has \(pairs.count) entries; send 1 to \(Limits.accessPairs.upperBound) per call.")
    }
    for (index, pair) in pairs.enumerated() { try pair.checkShape(prefix: "Pairs[\(index)].") }
  }

  public func check(_ readable: ReadableAccounts) throws(CallError) {
    for pair in pairs { try readable.check(anyOf: pair.viewer, pair.owner) }
  }

  public var owners: [AccountID] { pairs.compactMap(\.ownerID) }

  public var lookups: Int { pairs.count }

  public func answer(from heads: some Heads, to readable: ReadableAccounts) -> [AccessReason]? {
    var reasons: [AccessReason] = []
    reasons.reserveCapacity(pairs.count)
    for pair in pairs {
      guard let reason = pair.reason(from: heads, to: readable) else { return nil }
      reasons.append(reason)
    }
    return reasons
  }
}
