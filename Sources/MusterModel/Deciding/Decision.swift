/// What a call decided: its answer, and what must be written for the answer to be true.
public struct Decision<Output: Sendable>: Sendable {
  public let output: Output
  public let changes: [Change]
  public let expectations: [Expectation]

  public init(_ output: Output, changes: [Change] = [], expecting expectations: [Expectation] = []) {
    self.output = output
    self.changes = changes
    self.expectations = expectations
  }
}

/// What must still be true of a row when a commit is made. The store checks it inside the transaction.
public struct Expectation: Hashable, Sendable {
  public enum Condition: Hashable, Sendable {
    case exists
    case absent
    /// Exists, as that commit wrote it.
    case unchanged(Revision)
  }

  public let key: RowKey
  public let condition: Condition

  public init(_ key: RowKey, _ condition: Condition) {
    self.key = key
    self.condition = condition
  }

  public static func exists(_ key: RowKey) -> Expectation { Expectation(key, .exists) }
  public static func absent(_ key: RowKey) -> Expectation { Expectation(key, .absent) }

  /// Whether it holds of a row that was written by `revision`, or of no row.
  public func holds(of revision: Revision?) -> Bool {
    switch condition {
    case .exists: revision != nil
    case .absent: revision == nil
    case .unchanged(let expected): revision == expected
    }
  }
}
