/// Why a call as a whole was not done. What one account of many met is a result, not an error:
/// ``UnprocessedAccount``.
public struct CallError: Error, Hashable, Sendable {
  public var code: Code
  /// For people: names the field, the value and the remedy.
  public var message: String

  public init(_ code: Code, _ message: String) {
    self.code = code
    self.message = message
  }

  /// For programs. The first seven are the errors of AWS's service model (spec 2.2).
  public enum Code: UInt8, Hashable, Sendable, CaseIterable {
    /// A parameter is bad or out of range, or the state of the association forbids the call. Sending the same
    /// again is useless.
    case invalidInput
    /// The caller's hub is not enabled.
    case invalidAccess
    /// No grant lets this peer act so for this account.
    case accessDenied
    /// The named thing does not exist.
    case resourceNotFound
    /// The thing exists already.
    case resourceConflict
    /// A quota of the account is used up. Never "slow down": that is ``overloaded``.
    case limitExceeded
    /// A fault of ours. The call was not applied.
    case `internal`
    /// The store failed, is read-only, or the daemon is stopping. The call was not applied.
    case unavailable
    /// Too much at once: a queue or a budget is full. The call was not applied; later it may be.
    case overloaded
    /// The deadline passed. A call that changes something may or may not have been applied.
    case deadlineExceeded
    /// The caller gave up. A call that changes something may or may not have been applied.
    case cancelled
  }
}

extension CallError: CustomStringConvertible {
  public var description: String { "\(code.awsName): \(message)" }
}

extension CallError.Code {
  /// AWS's name of the error, and for the codes that AWS has no name for the one that clients of AWS meet in
  /// the same situation.
  public var awsName: String {
    switch self {
    case .invalidInput: "InvalidInputException"
    case .invalidAccess: "InvalidAccessException"
    case .accessDenied: "AccessDeniedException"
    case .resourceNotFound: "ResourceNotFoundException"
    case .resourceConflict: "ResourceConflictException"
    case .limitExceeded: "LimitExceededException"
    case .internal: "InternalException"
    case .unavailable: "ServiceUnavailable"
    case .overloaded: "Overloaded"
    case .deadlineExceeded: "DeadlineExceeded"
    case .cancelled: "Cancelled"
    }
  }

  public init?(awsName: String) {
    guard let code = Self.allCases.first(where: { $0.awsName == awsName }) else { return nil }
    self = code
  }
}

extension CallError {
  static func invalid(_ message: String) -> CallError { CallError(.invalidInput, message) }

  /// Spec D1; the sentence is matched by clients, account number included.
  public static func notSubscribed(_ account: AccountID) -> CallError {
    CallError(.invalidAccess, "Account \(account) is not subscribed to AWS Security Hub")
  }
}
