/// The checks of a request's form that several calls share (spec 2.1, D5-D7, D29).
enum Shape {
  /// At least one character that is not white space, and no longer than `limit` bytes.
  /// `field` is put together only for the text that is refused.
  static func check(_ text: String, field: @autoclosure () -> String, limit: Int) throws(CallError) {
    guard text.utf8.count <= limit else {
      throw .invalid("\(field()) has \(text.utf8.count) bytes; at most \(limit) are allowed.")
    }
    guard !isBlank(text) else {
      throw .invalid("\(field()) is missing or blank; it needs at least one character that is not white space.")
    }
  }

  /// By scalars: a space that carries an accent is one character to Swift, and white space by its first scalar.
  static func isBlank(_ text: String) -> Bool { text.unicodeScalars.allSatisfy(isWhiteSpace) }

  /// Unicode's White_Space. Of ASCII it is the six below, for which nothing needs to be looked up.
  static func isWhiteSpace(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case 0x09...0x0D, 0x20: true
    case 0..<0x80: false
    default: scalar.properties.isWhitespace
    }
  }

  static func check(accountIDs: [String]) throws(CallError) {
    guard Limits.accountIDs.contains(accountIDs.count) else {
      throw .invalid("AccountIds has \(accountIDs.count) entries; send 1 to \(Limits.accountIDs.upperBound) per call.")
    }
    for (index, id) in accountIDs.enumerated() {
      try check(id, field: "AccountIds[\(index)]", limit: Limits.idBytes)
    }
  }

  static func check(maxResults: Int?, in sizes: ClosedRange<Int> = Limits.pageSize) throws(CallError) {
    guard let maxResults, !sizes.contains(maxResults) else { return }
    throw .invalid(
      "MaxResults is \(maxResults); it must be a number between \(sizes.lowerBound) and \(sizes.upperBound).")
  }

  static func check(nextToken: String?) throws(CallError) {
    guard let nextToken, nextToken.utf8.count > Limits.tokenBytes else { return }
    throw .invalid(
      "NextToken has \(nextToken.utf8.count) bytes; send the token of the page before, which has at most "
        + "\(Limits.tokenBytes).")
  }
}
