/// Why bytes did not become a value, or a value bytes.
enum WireError: Error, Hashable, Sendable {
  /// Not the message it should be.
  case malformed(message: String)
  /// More than the arena's budget.
  case tooLarge
  /// A string that holds a NUL or is not UTF-8.
  case badText(field: String)
  /// A number that the enumeration does not have.
  case badValue(field: String, Int32, allowed: String)
  /// A key that stands twice where each may stand once.
  case repeated(field: String, key: String)
  /// What only a faulty daemon would send.
  case badReply(String)
}
