extension JSONValue {
  /// How a document is laid out.
  public enum Layout: Sendable {
    /// On one line, without white space.
    case line
    /// Over several lines, two spaces a level, for people.
    case indented
  }

  public func text(_ layout: Layout = .line) -> String {
    var text = ""
    write(to: &text, layout, depth: 0)
    return text
  }

  private func write(to text: inout String, _ layout: Layout, depth: Int) {
    switch self {
    case .null: text += "null"
    case .bool(let value): text += value ? "true" : "false"
    case .number(let digits): text += digits
    case .string(let value): Self.write(value, to: &text)
    case .array(let values):
      Self.write(values, between: "[]", to: &text, layout, depth) { value, text in
        value.write(to: &text, layout, depth: depth + 1)
      }
    case .object(let object):
      Self.write(object.members, between: "{}", to: &text, layout, depth) { member, text in
        Self.write(member.name, to: &text)
        text += layout == .line ? ":" : ": "
        member.value.write(to: &text, layout, depth: depth + 1)
      }
    }
  }

  private static func write<Item>(
    _ items: [Item], between brackets: String, to text: inout String, _ layout: Layout, _ depth: Int,
    _ writeItem: (Item, inout String) -> Void
  ) {
    guard !items.isEmpty else {
      text += brackets
      return
    }
    text += brackets.prefix(1)
    for (index, item) in items.enumerated() {
      if index > 0 { text += "," }
      breakLine(&text, layout, depth + 1)
      writeItem(item, &text)
    }
    breakLine(&text, layout, depth)
    text += brackets.suffix(1)
  }

  private static func breakLine(_ text: inout String, _ layout: Layout, _ depth: Int) {
    guard layout == .indented else { return }
    text += "\n" + String(repeating: "  ", count: depth)
  }

  private static func write(_ string: String, to text: inout String) {
    // Nearly every string there is, as a whole: scalar by scalar a page costs three times as much.
    if string.utf8.allSatisfy(standsForItself) {
      text += "\""
      text += string
      text += "\""
      return
    }
    text += "\""
    for scalar in string.unicodeScalars {
      switch scalar {
      case "\"": text += "\\\""
      case "\\": text += "\\\\"
      case "\n": text += "\\n"
      case "\r": text += "\\r"
      case "\t": text += "\\t"
      case _ where mustBeEscaped(scalar): for unit in String(scalar).utf16 { text += "\\u" + hexadecimal(unit) }
      default: text.unicodeScalars.append(scalar)
      }
    }
    text += "\""
  }

  /// Whether a byte is a visible character of ASCII, or a space, that needs no escape.
  private static func standsForItself(_ byte: UInt8) -> Bool {
    byte >= 0x20 && byte < 0x7F && byte != UInt8(ascii: "\"") && byte != UInt8(ascii: "\\")
  }

  /// JSON asks for it in the controls of ASCII only. Those past it, and what ends a line or turns its direction,
  /// would change what a terminal shows of a stored value.
  private static func mustBeEscaped(_ scalar: Unicode.Scalar) -> Bool {
    if scalar.value < 0x7F { return scalar.value < 0x20 }
    return switch scalar.properties.generalCategory {
    case .control, .format, .lineSeparator, .paragraphSeparator: true
    default: false
    }
  }

  private static func hexadecimal(_ unit: UInt16) -> String {
    let digits = String(unit, radix: 16)
    return String(repeating: "0", count: 4 - digits.count) + digits
  }
}
