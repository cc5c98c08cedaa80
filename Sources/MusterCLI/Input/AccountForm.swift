internal import MusterModel

/// What an id and an e-mail address must look like, however they were given.
enum AccountForm {
  /// What is wrong, as the rest of a sentence that begins with the place.
  struct Fault: Error, Hashable {
    var problem: String
    init(_ problem: String) { self.problem = problem }
  }

  static func id(_ text: some StringProtocol) throws(Fault) -> AccountID {
    if let id = AccountID(text) { return id }
    throw Fault("account id \(Printable.quoted(text)) is not 12 digits")
  }

  /// The same bounds as the daemon's, so that one bad address does not fail a call that is right otherwise.
  static func email(_ text: String) throws(Fault) -> String {
    guard text.utf8.count <= MusterModel.Limits.emailBytes else {
      throw Fault("the e-mail address has \(text.utf8.count) bytes; \(MusterModel.Limits.emailBytes) are allowed")
    }
    guard !text.allSatisfy(\.isWhitespace) else {
      throw Fault("the e-mail address is blank; leave it out or fill it in")
    }
    guard !text.utf8.contains(0) else { throw Fault("the e-mail address holds a NUL character") }
    return text
  }
}
