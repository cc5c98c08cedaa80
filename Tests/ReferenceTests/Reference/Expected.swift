import MusterModel

/// What the reference expects to be answered.
enum Expected {
  case done
  case unprocessed([Unprocessed])
  case hub(HubDescription)
  case found([Member], [Unprocessed])
  /// A page, and behind which account the next one begins, if there is one.
  case members([Member], next: AccountID?)
  case invitations([NumberedInvitation], next: AccountID?)
  case count(Int)
  case administrator(NumberedInvitation?)
  case tags([String: String])
  case access([AccessReason])
  case recipients([AccountID])
  case refused(CallError.Code, Words)

  static let invalid = Expected.refused(.invalidInput, .any)
}

/// How much of a text the specification fixes.
enum Words {
  case exactly(String)
  case containing([String])
  case any

  func matches(_ text: String) -> Bool {
    switch self {
    case .exactly(let sentence): text == sentence
    case .containing(let fragments): fragments.allSatisfy { text.contains($0) }
    case .any: !text.isEmpty
    }
  }
}

/// An account that must be left unprocessed, and with which words.
struct Unprocessed {
  let accountID: String
  let rule: Rule

  init(_ accountID: String, _ rule: Rule) {
    self.accountID = accountID
    self.rule = rule
  }

  /// Clients search for these words (spec 3.4).
  var words: Words {
    switch rule {
    case .p1:
      .exactly(
        "The request is rejected because the given account ID is already a member or associated member of the "
          + "current account.")
    case .p2: .containing(["an account cannot become a member of itself"])
    case .p3:
      .containing(["cannot create members since it is already an associated member of another master account"])
    case .p4: .containing(["maximum number of allowed members"])
    case .p5: .containing(["invalid or out-of-range value is specified as an input parameter"])
    case .p6: .containing(["the current account cannot invite itself"])
    case .p7:
      .containing(["cannot invite other accounts since it is already an associated member of another master account"])
    case .p8:
      .exactly(
        "The request is rejected because the current account has already invited or is already the SecurityHub "
          + "master of the given member account ID.")
    case .p9: .containing(["the given account ID is not a member of the current account"])
    case .p10: .containing(["the given account ID is already an associated member of another master account"])
    case .p11: .containing(["cannot delete the given member account ID since it is still associated to it"])
    case .p12: .containing(["does not have an invitation from"])
    case .p13, .p14: .containing(["since it is still associated to it"])
    default: .any
    }
  }
}

/// An invitation as its recipient must see it, its id by number.
struct NumberedInvitation {
  let administrator: AccountID
  let number: Int
  let invitedAt: Timestamp
  let status: MemberStatus
}
