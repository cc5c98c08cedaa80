internal import Logging

/// Metadata as JSON text.
enum JSONText {
  static func value(_ value: Logger.MetadataValue) -> String {
    switch value {
    case .string(let text): string(text)
    case .stringConvertible(let convertible): string("\(convertible)")
    case .array(let values): "[" + values.map(Self.value).joined(separator: ",") + "]"
    case .dictionary(let pairs):
      "{" + pairs.sorted { $0.key < $1.key }.map { "\(string($0.key)):\(Self.value($0.value))" }.joined(separator: ",")
        + "}"
    }
  }

  static func string(_ text: String) -> String {
    var json = "\""
    var left = Limits.shownCharacters
    for scalar in text.unicodeScalars {
      guard left > 0 else {
        json += "…"
        break
      }
      left -= 1
      switch scalar {
      case "\"": json += "\\\""
      case "\\": json += "\\\\"
      case "\n": json += "\\n"
      case _ where Escaping.isVisible(scalar): json.unicodeScalars.append(scalar)
      default: for unit in UTF16.encode(scalar)?.map(\.self) ?? [] { json += "\\u" + hexadecimal(unit) }
      }
    }
    return json + "\""
  }

  private static func hexadecimal(_ unit: UInt16) -> String {
    let digits = String(unit, radix: 16)
    return String(repeating: "0", count: 4 - digits.count) + digits
  }
}
