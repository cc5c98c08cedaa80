/// An account that a request named and did not process, and why (spec 2.1, `Result`).
public struct UnprocessedAccount: Hashable, Sendable {
  /// Exactly as it was sent.
  public var accountID: String
  public var processingResult: String

  public init(accountID: String, processingResult: String) {
    self.accountID = accountID
    self.processingResult = processingResult
  }
}

extension UnprocessedAccount {
  /// Whether CreateMembers left the account out because the roster has it already (P1).
  public var isMemberAlready: Bool { processingResult == Rejection.alreadyMember.sentence }

  /// Whether InviteMembers left the account out because it is invited already, or Enabled (P8).
  public var isInvitedAlready: Bool { processingResult == Rejection.alreadyInvited.sentence }

  /// Whether DeleteMembers left the account out because the roster does not have it (P9).
  public var isNoMember: Bool { processingResult == Rejection.notAMember.sentence }

  /// Whether DeleteInvitations, called by `caller`, left the account out because there is no invitation (P12).
  public func hasNoInvitation(of caller: AccountID) -> Bool {
    processingResult == Rejection.noInvitation(caller).sentence
  }
}

/// Why an account was not processed (spec 3.4, P1 to P14). Client code searches for these words: they are fixed.
public enum Rejection: Hashable, Sendable {
  case alreadyMember  // P1
  case ownMember  // P2
  case memberCannotCreate(AccountID)  // P3
  case rosterFull(limit: Int)  // P4
  case malformedID(String)  // P5
  case ownInvitation  // P6
  case memberCannotInvite(AccountID)  // P7
  case alreadyInvited  // P8
  case notAMember  // P9
  case memberElsewhere  // P10
  case stillAssociatedMember(AccountID)  // P11
  case noInvitation(AccountID)  // P12
  case cannotDeleteAccepted(AccountID)  // P13
  case cannotDeclineAccepted(AccountID)  // P14

  public var sentence: String {
    switch self {
    case .alreadyMember:
      "The request is rejected because the given account ID is already a member or associated member of the "
        + "current account."
    case .ownMember:
      "The request is rejected because an account cannot become a member of itself."
    case .memberCannotCreate(let caller):
      "The request is rejected because the current account \(caller) cannot create members since it is already "
        + "an associated member of another master account."
    case .rosterFull(let limit):
      "The request is rejected because the current account has the maximum number of allowed members, \(limit)."
    case .malformedID(let id):
      "The request is rejected because an invalid or out-of-range value is specified as an input parameter: "
        + "account ID \"\(id)\" is not 12 digits."
    case .ownInvitation:
      "The request is rejected because the current account cannot invite itself."
    case .memberCannotInvite(let caller):
      "The request is rejected because the current account \(caller) cannot invite other accounts since it is "
        + "already an associated member of another master account."
    case .alreadyInvited:
      "The request is rejected because the current account has already invited or is already the SecurityHub "
        + "master of the given member account ID."
    case .notAMember:
      "The request is rejected because the given account ID is not a member of the current account."
    case .memberElsewhere:
      "The request is rejected because the given account ID is already an associated member of another master "
        + "account."
    case .stillAssociatedMember(let caller):
      "The request is rejected because the current account \(caller) cannot delete the given member account ID since "
        + "it is still associated to it."
    case .noInvitation(let caller):
      "The request is rejected because the current account \(caller) does not have an invitation from the given "
        + "account ID."
    case .cannotDeleteAccepted(let caller):
      "The request is rejected because the current account \(caller) cannot delete the invitation since it is still "
        + "associated to it."
    case .cannotDeclineAccepted(let caller):
      "The request is rejected because the current account \(caller) cannot decline the invitation since it is still "
        + "associated to it."
    }
  }

  public func of(_ accountID: String) -> UnprocessedAccount {
    UnprocessedAccount(accountID: accountID, processingResult: sentence)
  }
}
