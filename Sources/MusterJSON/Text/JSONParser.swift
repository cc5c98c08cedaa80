/// Reads JSON (RFC 8259), strictly, and remembers lines, so that a person can find what is wrong.
public struct JSONParser {
  private let bytes: [UInt8]
  private var position = 0
  private var line = 1
  private var depth = 0

  public init(_ bytes: [UInt8]) { self.bytes = bytes }

  /// The one document that the text holds.
  public static func document(_ bytes: some Sequence<UInt8>) throws(JSONError) -> JSONValue {
    var parser = JSONParser(Array(bytes))
    guard let value = try parser.next() else { throw parser.error("there is no document") }
    guard try parser.next() == nil else { throw parser.error("more follows after the document") }
    return value
  }

  /// The next of several documents that stand one after the other; nil at the end.
  public mutating func next() throws(JSONError) -> JSONValue? {
    skipWhitespace()
    return position == bytes.count ? nil : try value()
  }

  // MARK: Values

  private mutating func value() throws(JSONError) -> JSONValue {
    guard let byte = peek else { throw unexpected("a value") }
    switch byte {
    case UInt8(ascii: "{"): return try object()
    case UInt8(ascii: "["): return try array()
    case UInt8(ascii: "\""): return .string(try string())
    case UInt8(ascii: "-"), UInt8(ascii: "0")...UInt8(ascii: "9"): return .number(try number())
    default: break
    }
    for (word, value) in [("true", JSONValue.bool(true)), ("false", .bool(false)), ("null", .null)]
    where bytes[position...].starts(with: word.utf8) {
      position += word.utf8.count
      return value
    }
    throw unexpected("a value")
  }

  private mutating func object() throws(JSONError) -> JSONValue {
    let start = line
    var members: [JSONObject.Member] = []
    try items(closing: UInt8(ascii: "}")) { (parser: inout JSONParser) throws(JSONError) in
      guard parser.peek == UInt8(ascii: "\"") else { throw parser.unexpected("a name in double quotes") }
      let name = try parser.string()
      parser.skipWhitespace()
      guard parser.take(UInt8(ascii: ":")) else { throw parser.unexpected("a colon") }
      parser.skipWhitespace()
      members.append(JSONObject.Member(name: name, value: try parser.value()))
    }
    return .object(JSONObject(members: members, line: start))
  }

  private mutating func array() throws(JSONError) -> JSONValue {
    var values: [JSONValue] = []
    try items(closing: UInt8(ascii: "]")) { (parser: inout JSONParser) throws(JSONError) in
      values.append(try parser.value())
    }
    return .array(values)
  }

  /// What stands between two brackets, separated by commas.
  private mutating func items(
    closing bracket: UInt8, _ item: (inout JSONParser) throws(JSONError) -> Void
  ) throws(JSONError) {
    guard depth < Self.deepest else { throw error("lists and objects are nested deeper than \(Self.deepest) levels") }
    depth += 1
    defer { depth -= 1 }
    position += 1
    skipWhitespace()
    if take(bracket) { return }
    repeat {
      skipWhitespace()
      try item(&self)
      skipWhitespace()
    } while take(UInt8(ascii: ","))
    guard take(bracket) else { throw unexpected("a comma or \(Character(Unicode.Scalar(bracket)))") }
  }

  /// `-12.5e+3`: digits without a leading zero, then a fraction, then an exponent.
  private mutating func number() throws(JSONError) -> String {
    let start = position
    _ = take(UInt8(ascii: "-"))
    if !take(UInt8(ascii: "0")) { try digits() }
    if take(UInt8(ascii: ".")) { try digits() }
    if take(UInt8(ascii: "e")) || take(UInt8(ascii: "E")) {
      if !take(UInt8(ascii: "+")) { _ = take(UInt8(ascii: "-")) }
      try digits()
    }
    return String(decoding: bytes[start..<position], as: UTF8.self)
  }

  private mutating func digits() throws(JSONError) {
    let start = position
    while let byte = peek, byte >= UInt8(ascii: "0"), byte <= UInt8(ascii: "9") { position += 1 }
    guard position > start else { throw unexpected("a digit") }
  }

  private mutating func string() throws(JSONError) -> String {
    position += 1
    var content: [UInt8] = []
    while let byte = peek {
      switch byte {
      case UInt8(ascii: "\""):
        position += 1
        guard let string = String(validating: content, as: UTF8.self) else { throw error("a string is not UTF-8") }
        return string
      case UInt8(ascii: "\\"):
        position += 1
        content.append(contentsOf: String(try escape()).utf8)
      case 0..<0x20:
        throw error("a string holds a control character; write it as an escape, or close the string")
      default:
        position += 1
        content.append(byte)
      }
    }
    throw error("a string is not closed")
  }

  // MARK: Escapes

  /// What follows a backslash.
  private mutating func escape() throws(JSONError) -> Unicode.Scalar {
    guard let byte = peek else { throw error("a string is not closed") }
    position += 1
    switch byte {
    case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"): return Unicode.Scalar(byte)
    case UInt8(ascii: "b"): return "\u{8}"
    case UInt8(ascii: "f"): return "\u{C}"
    case UInt8(ascii: "n"): return "\n"
    case UInt8(ascii: "r"): return "\r"
    case UInt8(ascii: "t"): return "\t"
    case UInt8(ascii: "u"): return try escapedScalar()
    default: throw error("a string holds an unknown escape")
    }
  }

  /// Four digits, or twice four where UTF-16 needs two units.
  private mutating func escapedScalar() throws(JSONError) -> Unicode.Scalar {
    let first = try fourDigits()
    if let scalar = Unicode.Scalar(first) { return scalar }
    guard UTF16.isLeadSurrogate(first), take(UInt8(ascii: "\\")), take(UInt8(ascii: "u")) else {
      throw error("a string holds half of an escaped character")
    }
    let second = try fourDigits()
    guard UTF16.isTrailSurrogate(second) else { throw error("a string holds half of an escaped character") }
    return UTF16.decode(UTF16.EncodedScalar([first, second]))
  }

  private mutating func fourDigits() throws(JSONError) -> UInt16 {
    let digits = bytes[position...].prefix(4)
    guard digits.count == 4, digits.allSatisfy({ Character(Unicode.Scalar($0)).isHexDigit }),
      let unit = UInt16(String(decoding: digits, as: UTF8.self), radix: 16)
    else { throw error("a string holds an escape that is not \\u and four hexadecimal digits") }
    position += 4
    return unit
  }

  // MARK: Bytes

  private var peek: UInt8? { position < bytes.count ? bytes[position] : nil }

  private mutating func take(_ byte: UInt8) -> Bool {
    guard peek == byte else { return false }
    position += 1
    return true
  }

  private mutating func skipWhitespace() {
    while let byte = peek {
      switch byte {
      case UInt8(ascii: "\n"): line += 1
      case UInt8(ascii: " "), UInt8(ascii: "\t"), UInt8(ascii: "\r"): break
      default: return
      }
      position += 1
    }
  }

  private func error(_ problem: String) -> JSONError { JSONError(.syntax, problem, line: line) }

  private func unexpected(_ wanted: String) -> JSONError {
    guard let byte = peek else { return error("the text ends where \(wanted) should stand") }
    let found = byte > 0x20 && byte < 0x7F ? "\(Character(Unicode.Scalar(byte)))" : "byte \(byte)"
    return error("\(found) stands where \(wanted) should")
  }

  /// Recursion needs stack for each level. What Muster reads has five.
  private static let deepest = 128
}
