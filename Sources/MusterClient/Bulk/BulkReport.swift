public import MusterModel

/// What came of every account of a bulk call, whether or not it reached its end.
public struct BulkReport: Hashable, Sendable {
  /// What came of one account.
  public enum Fate: Hashable, Sendable {
    /// It was done.
    case done
    /// It was so before: an earlier run did it, or somebody else.
    case alreadySo
    /// It was not done, and this is why.
    case unprocessed(String)
    /// Its call failed, and changed nothing.
    case notApplied
    /// Its call failed under way, and may have been applied. Giving the same accounts again finds out.
    case perhapsApplied
    /// It was not sent, since an earlier call failed.
    case notSent
  }

  public struct Account: Hashable, Sendable {
    /// Exactly as it was given.
    public var accountID: String
    public var fate: Fate

    public init(_ accountID: String, _ fate: Fate) {
      self.accountID = accountID
      self.fate = fate
    }
  }

  /// Every account given, once, in the order given.
  public internal(set) var accounts: [Account]
  /// Why it ended early, if it did.
  public internal(set) var failure: MusterClientError?

  package init(_ accounts: [Account], failure: MusterClientError? = nil) {
    self.accounts = accounts
    self.failure = failure
  }

  /// Whether it is so now of every account.
  public var isComplete: Bool { accounts.allSatisfy { $0.fate.isSo } }

  public func count(_ fate: Fate) -> Int { accounts.count { $0.fate == fate } }

  /// Every account of which it is not known to be so, with the reason.
  public var unprocessed: [UnprocessedAccount] {
    accounts.compactMap { account in
      reason(account.fate).map { UnprocessedAccount(accountID: account.accountID, processingResult: $0) }
    }
  }

  private func reason(_ fate: Fate) -> String? {
    let failure = failure?.message ?? ""
    return switch fate {
    case .done, .alreadySo: nil
    case .unprocessed(let reason): reason
    case .notApplied: "This was not done: \(failure)"
    case .perhapsApplied: "It is not known whether this was done: \(failure)"
    case .notSent: "This was not sent, since an earlier call failed."
    }
  }
}

extension BulkReport.Fate {
  /// Whether it is so now, whoever did it.
  public var isSo: Bool { self == .done || self == .alreadySo }
}
