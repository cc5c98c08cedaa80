/// Why percent-encoded text stands for no text.
struct BadEncoding: Error, Hashable {
  /// As it follows the name of what was encoded.
  let problem: String
}

extension String {
  /// What percent-encoded text stands for, decoded once. A `+` is a space in forms alone: AWS's clients write a
  /// space as `%20` wherever they sign, and SigV4 takes a `+` for itself.
  ///
  /// A NUL is refused here, so that nobody further down cuts a name short at it.
  init(percentDecoding text: Substring, plusIsSpace: Bool = false) throws(BadEncoding) {
    var bytes: [UInt8] = []
    bytes.reserveCapacity(text.utf8.count)
    var rest = text.utf8[...]
    while let byte = rest.popFirst() {
      switch byte {
      case UInt8(ascii: "%"):
        guard let high = rest.popFirst()?.hexadecimalDigit, let low = rest.popFirst()?.hexadecimalDigit else {
          throw BadEncoding(
            problem: "holds a percent sign without two hexadecimal digits after it; send a percent sign itself as %25")
        }
        bytes.append(high << 4 | low)
      case UInt8(ascii: "+") where plusIsSpace:
        bytes.append(UInt8(ascii: " "))
      default:
        bytes.append(byte)
      }
    }
    guard !bytes.contains(0) else { throw BadEncoding(problem: "holds a NUL; send text without it") }
    guard let decoded = String(validating: bytes, as: UTF8.self) else {
      throw BadEncoding(problem: "is not UTF-8 once it is percent-decoded; encode the bytes of UTF-8 text")
    }
    self = decoded
  }
}

extension UInt8 {
  /// What the byte is worth as a hexadecimal digit, of either case; nil where it is none.
  var hexadecimalDigit: UInt8? {
    switch self {
    case UInt8(ascii: "0")...UInt8(ascii: "9"): self - UInt8(ascii: "0")
    case UInt8(ascii: "A")...UInt8(ascii: "F"): self - UInt8(ascii: "A") + 10
    case UInt8(ascii: "a")...UInt8(ascii: "f"): self - UInt8(ascii: "a") + 10
    default: nil
    }
  }
}
