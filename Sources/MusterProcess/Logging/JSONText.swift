internal import Logging

/// Metadata as JSON text.
enum JSONText {
  static func append(_ value: Logger.MetadataValue, to json: inout String) {
    switch value {
    case .string(let text): append(text, to: &json)
    case .stringConvertible(let convertible): append("\(convertible)", to: &json)
    case .array(let values):
      json += "["
      for (index, value) in values.enumerated() {
        if index > 0 { json += "," }
        append(value, to: &json)
      }
      json += "]"
    case .dictionary(let pairs):
      json += "{"
      for (index, pair) in pairs.sorted(by: { $0.key < $1.key }).enumerated() {
        if index > 0 { json += "," }
        append(pair.key, to: &json)
        json += ":"
        append(pair.value, to: &json)
      }
      json += "}"
    }
  }

  static func append(_ text: String, to json: inout String) {
    json += "\""
    if Escaping.isHarmless(text) { json += text } else { appendEscaped(text, to: &json) }
    json += "\""
  }

  private static func appendEscaped(_ text: String, to json: inout String) {
    var left = Limits.shownCharacters
    for scalar in text.unicodeScalars {
      guard left > 0 else {
        json += "…"
        return
      }
      left -= 1
      switch scalar {
      case "\"": json += "\\\""
      case "\\": json += "\\\\"
      case "\n": json += "\\n"
      case _ where Escaping.isVisible(scalar): json.unicodeScalars.append(scalar)
      default: for unit in scalar.utf16 { json += "\\u" + hexadecimal(unit) }
      }
    }
  }

  private static func hexadecimal(_ unit: UInt16) -> String {
    let digits = String(unit, radix: 16)
    return String(repeating: "0", count: 4 - digits.count) + digits
  }
}
