internal import MusterJSON

extension String {
  /// As messages show what a stranger sent: in quotes, nothing in it that a terminal would obey, and as much of it
  /// as helps to find it.
  var quoted: String {
    let shown = String(UnicodeScalarView(unicodeScalars.prefix(Self.quotedCharacters)))
    return JSONValue.string(shown).text()
  }

  /// Enough for any path of the service and an ARN in it.
  private static let quotedCharacters = 200
}
