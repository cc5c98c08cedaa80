/// Shows text from outside so that it can neither end a line early nor change what a terminal shows of it.
package enum Escaping {
  /// The text in double quotes, cut to what a person would read.
  package static func quoted(_ text: some StringProtocol) -> String {
    var line = "\""
    append(text, to: &line, quoting: true)
    line += "\""
    return line
  }

  /// The text without quotes, for messages of our own that may quote others.
  package static func plain(_ text: some StringProtocol) -> String {
    var line = ""
    append(text, to: &line, quoting: false)
    return line
  }

  package static func append(_ text: some StringProtocol, to line: inout String, quoting: Bool) {
    guard !isHarmless(text) else {
      line += text
      return
    }
    var left = Limits.shownCharacters
    for scalar in text.unicodeScalars {
      guard left > 0 else {
        line += "…"
        return
      }
      left -= 1
      switch scalar {
      case "\n": line += "\\n"
      case "\r": line += "\\r"
      case "\t": line += "\\t"
      case "\\" where quoting: line += "\\\\"
      case "\"" where quoting: line += "\\\""
      case _ where isVisible(scalar): line.unicodeScalars.append(scalar)
      default: line += "\\u{\(String(scalar.value, radix: 16))}"
      }
    }
  }

  /// Whether the text means itself wherever it stands, in quotes too. Nearly all does, and is not looked at twice.
  package static func isHarmless(_ text: some StringProtocol) -> Bool {
    text.utf8.count <= Limits.shownCharacters
      && text.utf8.allSatisfy { (0x20...0x7E).contains($0) && $0 != UInt8(ascii: "\"") && $0 != UInt8(ascii: "\\") }
  }

  /// Whether a line may hold the scalar as it is. Not the controls, nor what ends a line or turns its direction.
  package static func isVisible(_ scalar: Unicode.Scalar) -> Bool {
    if scalar.value < 0x7F { return scalar.value >= 0x20 }
    switch scalar.properties.generalCategory {
    case .control, .format, .lineSeparator, .paragraphSeparator, .surrogate, .privateUse, .unassigned: return false
    default: return true
    }
  }
}
