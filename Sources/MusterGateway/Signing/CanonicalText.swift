/// How a signature spells bytes: percent-encoded, hexadecimal, or with white space folded.
enum CanonicalText {
  /// RFC 3986's unreserved characters, which nobody encodes.
  @inline(__always)
  static func isUnreserved(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "A")...UInt8(ascii: "Z"), UInt8(ascii: "a")...UInt8(ascii: "z"),
      UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"), UInt8(ascii: "."), UInt8(ascii: "_"),
      UInt8(ascii: "~"):
      true
    default: false
    }
  }

  /// Every other byte as `%XX`, the percent sign too.
  static func appendEncoded(_ bytes: some Sequence<UInt8>, to text: inout [UInt8]) {
    for byte in bytes { appendEncoded(byte, to: &text) }
  }

  static func appendEncoded(_ byte: UInt8, to text: inout [UInt8]) {
    if isUnreserved(byte) {
      text.append(byte)
    } else {
      text.append(UInt8(ascii: "%"))
      text.append(upperDigits[Int(byte >> 4)])
      text.append(upperDigits[Int(byte & 15)])
    }
  }

  /// What is percent-encoded already in its one canonical spelling: `%7e` becomes `~`, `%2f` becomes `%2F`, and what
  /// should have been encoded is. A percent sign that begins no escape stays, and so is unlike any that does.
  static func appendRecoded(_ bytes: some Sequence<UInt8>, to text: inout [UInt8]) {
    var iterator = bytes.makeIterator()
    var pending: [UInt8] = []
    while let byte = pending.isEmpty ? iterator.next() : pending.removeFirst() {
      guard byte == UInt8(ascii: "%") else {
        appendEncoded(byte, to: &text)
        continue
      }
      // At most two bytes are looked at ahead.
      while pending.count < 2, let next = iterator.next() { pending.append(next) }
      if pending.count == 2, let high = pending[0].hexadecimalDigit, let low = pending[1].hexadecimalDigit {
        appendEncoded(high << 4 | low, to: &text)
        pending = []
      } else {
        text.append(byte)
      }
    }
  }

  /// The bytes that a canonical spelling stands for.
  static func decoded(_ text: [UInt8]) -> [UInt8] {
    var bytes: [UInt8] = []
    var index = 0
    while index < text.count {
      if text[index] == UInt8(ascii: "%"), index + 2 < text.count, let high = text[index + 1].hexadecimalDigit,
        let low = text[index + 2].hexadecimalDigit
      {
        bytes.append(high << 4 | low)
        index += 3
      } else {
        bytes.append(text[index])
        index += 1
      }
    }
    return bytes
  }

  /// Without white space at its ends, and with one space for every run of it inside.
  static func appendFolded(_ value: String, to text: inout [UInt8]) {
    let start = text.count
    var isSpaceDue = false
    for byte in value.utf8 {
      if byte == UInt8(ascii: " ") || (9...13).contains(byte) {
        isSpaceDue = text.count > start
      } else {
        if isSpaceDue { text.append(UInt8(ascii: " ")) }
        isSpaceDue = false
        text.append(byte)
      }
    }
  }

  // MARK: Hexadecimal

  static func appendHexadecimal(_ bytes: some Sequence<UInt8>, to text: inout [UInt8]) {
    for byte in bytes {
      text.append(lowerDigits[Int(byte >> 4)])
      text.append(lowerDigits[Int(byte & 15)])
    }
  }

  /// A SHA-256 hash. Nil unless the text is its 64 lower-case digits.
  static func hash(_ text: some StringProtocol) -> [UInt8]? {
    guard text.utf8.count == 64 else { return nil }
    var bytes: [UInt8] = []
    bytes.reserveCapacity(32)
    var high: UInt8?
    for byte in text.utf8 {
      guard let value = byte.hexadecimalDigit, !(UInt8(ascii: "A")...UInt8(ascii: "F")).contains(byte) else {
        return nil
      }
      if let first = high {
        bytes.append(first << 4 | value)
        high = nil
      } else {
        high = value
      }
    }
    return bytes
  }

  private static let lowerDigits = Array("0123456789abcdef".utf8)
  private static let upperDigits = Array("0123456789ABCDEF".utf8)
}
