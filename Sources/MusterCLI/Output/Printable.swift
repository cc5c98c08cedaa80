/// Shows what others stored or wrote, so that it can neither end a line nor make the terminal do anything.
enum Printable {
  static func line(_ text: some StringProtocol) -> String {
    guard !text.unicodeScalars.allSatisfy(isVisible) else { return String(text) }
    var line = ""
    for scalar in text.unicodeScalars {
      switch scalar {
      case _ where isVisible(scalar): line.unicodeScalars.append(scalar)
      case "\n": line += "\\n"
      case "\r": line += "\\r"
      case "\t": line += "\\t"
      default: line += "\\u{\(String(scalar.value, radix: 16))}"
      }
    }
    return line
  }

  /// A bad value in double quotes, as much of it as a message has room for.
  static func quoted(_ text: some StringProtocol) -> String {
    let shown = text.unicodeScalars.prefix(Limits.shownCharacters)
    let cut = shown.endIndex < text.unicodeScalars.endIndex
    return "\"\(line(String(String.UnicodeScalarView(shown))))\(cut ? "…" : "")\""
  }

  private static func isVisible(_ scalar: Unicode.Scalar) -> Bool {
    if scalar.value < 0x7F { return scalar.value >= 0x20 }
    return switch scalar.properties.generalCategory {
    case .control, .format, .lineSeparator, .paragraphSeparator, .surrogate, .privateUse, .unassigned: false
    default: true
    }
  }
}
