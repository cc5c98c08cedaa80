internal import MusterProcess

/// A client's text in a message to it, as AWS quotes: `'x'`. Cut to what a person would read, and harmless wherever the
/// message is shown.
func shown(_ text: some StringProtocol) -> String {
  let start = String(String.UnicodeScalarView(text.unicodeScalars.prefix(Limits.shownCharacters)))
  return "'\(Escaping.plain(start))\(start.utf8.count < text.utf8.count ? "…" : "")'"
}
