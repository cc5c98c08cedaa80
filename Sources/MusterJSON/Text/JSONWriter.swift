/// Writes JSON, as bytes: nobody looks at its characters.
struct JSONWriter {
  private let layout: JSONValue.Layout
  private(set) var bytes: [UInt8] = []
  private var depth = 0

  init(layout: JSONValue.Layout) { self.layout = layout }

  mutating func write(_ value: JSONValue) {
    switch value {
    case .null: append("null")
    case .bool(let value): append(value ? "true" : "false")
    case .number(let digits): append(digits)
    case .string(let value): write(value)
    case .array(let values):
      write(values, between: UInt8(ascii: "["), UInt8(ascii: "]")) { writer, value in writer.write(value) }
    case .object(let object):
      write(object.members, between: UInt8(ascii: "{"), UInt8(ascii: "}")) { writer, member in
        writer.write(member.name)
        writer.append(writer.layout == .line ? ":" : ": ")
        writer.write(member.value)
      }
    }
  }

  private mutating func write<Item>(
    _ items: [Item], between opening: UInt8, _ closing: UInt8, _ writeItem: (inout JSONWriter, Item) -> Void
  ) {
    bytes.append(opening)
    if !items.isEmpty {
      depth += 1
      for (index, item) in items.enumerated() {
        if index > 0 { bytes.append(UInt8(ascii: ",")) }
        breakLine()
        writeItem(&self, item)
      }
      depth -= 1
      breakLine()
    }
    bytes.append(closing)
  }

  private mutating func breakLine() {
    guard layout == .indented else { return }
    bytes.append(UInt8(ascii: "\n"))
    bytes.append(contentsOf: repeatElement(UInt8(ascii: " "), count: 2 * depth))
  }

  // MARK: Strings

  private mutating func append(_ text: String) {
    // As one block of memory, which nearly every string is.
    let isDone: Void? = unsafe text.utf8.withContiguousStorageIfAvailable { unsafe bytes.append(contentsOf: $0) }
    if isDone == nil { bytes.append(contentsOf: text.utf8) }
  }

  private mutating func write(_ string: String) {
    bytes.append(UInt8(ascii: "\""))
    // Nearly every string there is, as a whole.
    let isWritten = unsafe string.utf8.withContiguousStorageIfAvailable { text in
      guard unsafe Self.standsForItself(text) else { return false }
      unsafe bytes.append(contentsOf: text)
      return true
    }
    if isWritten != true { writeEscaped(string) }
    bytes.append(UInt8(ascii: "\""))
  }

  private mutating func writeEscaped(_ string: String) {
    for scalar in string.unicodeScalars {
      switch scalar {
      case "\"": append("\\\"")
      case "\\": append("\\\\")
      case "\n": append("\\n")
      case "\r": append("\\r")
      case "\t": append("\\t")
      case _ where Self.mustBeEscaped(scalar): for unit in String(scalar).utf16 { writeEscape(of: unit) }
      default: append(String(scalar))
      }
    }
  }

  private mutating func writeEscape(of unit: UInt16) {
    let digits = String(unit, radix: 16)
    append("\\u" + String(repeating: "0", count: 4 - digits.count) + digits)
  }

  /// Whether every byte is a visible character of ASCII, or a space, that needs no escape. Looks at all of them, so that
  /// many can be looked at at once.
  private static func standsForItself(_ text: UnsafeBufferPointer<UInt8>) -> Bool {
    var others = 0
    for index in text.indices {
      let byte = unsafe text[index]
      let isPlain = byte >= 0x20 && byte < 0x7F && byte != UInt8(ascii: "\"") && byte != UInt8(ascii: "\\")
      others |= isPlain ? 0 : 1
    }
    return others == 0
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
}
