import MusterModel
import Testing

/// That the call is refused whole, with this code and exactly, or containing, this message.
func expect(
  _ code: CallError.Code, _ message: String, at location: SourceLocation = #_sourceLocation,
  _ body: () throws -> Void
) {
  let error = #expect(throws: CallError.self, sourceLocation: location, performing: body)
  #expect(error?.code == code, sourceLocation: location)
  #expect(error?.message.contains(message) == true, "\(error?.message ?? "")", sourceLocation: location)
}

extension [UnprocessedAccount] {
  /// Each account and its sentence, in order.
  var pairs: [[String]] { map { [$0.accountID, $0.processingResult] } }
}

/// The sentences of the spec's section 3.4, written out once more, since client code searches for them.
enum Sentence {
  static let alreadyMember =
    "The request is rejected because the given account ID is already a member or associated member of the current "
    + "account."
  static let ownMember = "The request is rejected because an account cannot become a member of itself."
  static let ownInvitation = "The request is rejected because the current account cannot invite itself."
  static let alreadyInvited =
    "The request is rejected because the current account has already invited or is already the SecurityHub master of "
    + "the given member account ID."
  static let notAMember =
    "The request is rejected because the given account ID is not a member of the current account."
  static let memberElsewhere =
    "The request is rejected because the given account ID is already an associated member of another master account."

  static func stillAssociatedMember(_ caller: AccountID) -> String {
    "The request is rejected because the current account \(caller) cannot delete the given member account ID since it "
      + "is still associated to it."
  }

  static func noInvitation(_ caller: AccountID) -> String {
    "The request is rejected because the current account \(caller) does not have an invitation from the given "
      + "account ID."
  }

  static func memberCannotCreate(_ caller: AccountID) -> String {
    "The request is rejected because the current account \(caller) cannot create members since it is already an "
      + "associated member of another master account."
  }

  static func memberCannotInvite(_ caller: AccountID) -> String {
    "The request is rejected because the current account \(caller) cannot invite other accounts since it is already "
      + "an associated member of another master account."
  }

  static func rosterFull(_ limit: Int) -> String {
    "The request is rejected because the current account has the maximum number of allowed members, \(limit)."
  }

  static func malformed(_ id: String) -> String {
    "The request is rejected because an invalid or out-of-range value is specified as an input parameter: account ID "
      + "\"\(id)\" is not 12 digits."
  }
}
