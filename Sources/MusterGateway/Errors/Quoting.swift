internal import MusterProcess

extension String {
  /// As messages show what a stranger sent: in quotes, nothing in it that a terminal would obey, and as much of it
  /// as helps to find it.
  var quoted: String {
    Escaping.quoted(String(UnicodeScalarView(unicodeScalars.prefix(Limits.quotedCharacters))))
  }
}
