public import MusterModel

extension AccountID: JSONString {
  static var form: String { "an account id of 12 digits" }
  init?(jsonString text: String) { self.init(text) }
}

extension InvitationID: JSONString {
  static var form: String { "an invitation id of 32 lower-case hexadecimal characters" }
  init?(jsonString text: String) { self.init(text) }
}

extension Region: JSONString {
  static var form: String { "the name of a Region" }
  init?(jsonString text: String) { self.init(text) }
}
