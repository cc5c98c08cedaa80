package import MusterModel

/// What came of a command for many accounts.
package struct BulkResult: Sendable {
  /// Accounts for which it was done now.
  package var done = 0
  /// Accounts for which it had been done before.
  package var alreadySo = 0
  /// Every other account, with the reason.
  package var unprocessed: [UnprocessedAccount] = []
  /// Why it ended early, if it did.
  package var failure: Failure?

  /// Whether nothing is known of any account.
  package var isEmpty: Bool { done == 0 && alreadySo == 0 && unprocessed.isEmpty }
}
