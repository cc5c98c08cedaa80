/// Adds rows to the caller's roster (spec 2.4, T1, T2). The accounts need no hub and learn nothing of it.
public struct CreateMembers: WriteCall {
  public typealias Output = [UnprocessedAccount]

  public static let operation = Operation.createMembers

  /// The accounts to add, 1 to 50.
  public var accounts: [AccountDetails]

  public init(_ accounts: [AccountDetails]) { self.accounts = accounts }

  public func checkShape() throws(CallError) {
    guard Limits.accountDetails.contains(accounts.count) else {
      throw .invalid(
        "AccountDetails has \(accounts.count) entries; send 1 to \(Limits.accountDetails.upperBound) per call.")
    }
    for (index, account) in accounts.enumerated() {
      try Shape.check(account.accountID, field: "AccountDetails[\(index)].AccountId", limit: Limits.idBytes)
      if let email = account.email {
        try Shape.check(email, field: "AccountDetails[\(index)].Email", limit: Limits.emailBytes)
      }
    }
  }

  public func rows(for principal: Principal) -> [RowKey] {
    RosterChange.rows(of: principal.account)
      + accounts.lazy.compactMap { AccountID($0.accountID) }.map {
        .member(administrator: principal.account, member: $0)
      }
  }

  public func decide(
    on draft: Draft, for principal: Principal, at now: Timestamp, ids: inout some RandomNumberGenerator
  ) throws(CallError) -> Decision<Output> {
    var roster = try RosterChange(of: principal, on: draft)
    roster.expectToGainMembers(on: draft)
    let caller = principal.account
    var unprocessed: [UnprocessedAccount] = []
    var created: Set<AccountID> = []
    var quotaReached = false
    for account in accounts {
      let rejection: Rejection?
      if let id = AccountID(account.accountID) {
        if id == caller {
          rejection = .ownMember
        } else if roster.standing != nil {
          rejection = .memberCannotCreate(caller)
        } else if draft.member(id, of: caller) != nil || created.contains(id) {
          rejection = .alreadyMember
        } else if roster.head.rows >= draft.quotas.rosterRows {
          rejection = .rosterFull(limit: draft.quotas.rosterRows)
          quotaReached = true
        } else {
          rejection = nil
          created.insert(id)
          roster.put(id, .created(email: account.email, at: now), replacing: nil)
        }
      } else {
        rejection = .malformedID(account.accountID)
      }
      if let rejection { unprocessed.append(rejection.of(account.accountID)) }
    }
    // Spec D19: the documented error, but never at the price of what was done.
    if created.isEmpty, quotaReached {
      throw CallError(
        .limitExceeded,
        "Account \(caller) has the maximum number of allowed members, \(draft.quotas.rosterRows); delete members first."
      )
    }
    return roster.decision(unprocessed)
  }
}

/// An account to add to a roster.
public struct AccountDetails: Hashable, Sendable {
  public var accountID: String
  /// Kept and returned byte for byte; never used to send anything.
  public var email: String?

  public init(accountID: String, email: String? = nil) {
    self.accountID = accountID
    self.email = email
  }
}
