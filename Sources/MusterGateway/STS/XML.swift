/// As much of XML as STS's answers need.
enum XML {
  static let contentType = "text/xml"

  /// A whole answer: its elements are STS's.
  static func document(_ name: String, _ content: String) -> String {
    "<\(name) xmlns=\"https://sts.amazonaws.com/doc/\(STS.version)/\">\(content)</\(name)>"
  }

  static func element(_ name: String, _ text: String) -> String { element(name, raw: escaped(text)) }

  /// `raw`: elements.
  static func element(_ name: String, raw: String) -> String { "<\(name)>\(raw)</\(name)>" }

  /// What XML 1.0 has no way to write, escaped or not, becomes U+FFFD: an answer that no client can parse says less.
  private static func escaped(_ text: String) -> String {
    var escaped = ""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "&": escaped += "&amp;"
      case "<": escaped += "&lt;"
      case ">": escaped += "&gt;"
      case "\"": escaped += "&quot;"
      case "'": escaped += "&apos;"
      case "\r": escaped += "&#13;"
      case "\t", "\n", " "..."\u{D7FF}", "\u{E000}"..."\u{FFFD}", "\u{10000}"...: escaped.unicodeScalars.append(scalar)
      default: escaped += "\u{FFFD}"
      }
    }
    return escaped
  }
}
