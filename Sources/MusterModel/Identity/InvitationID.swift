/// Names one invitation: 128 unpredictable bits, written as 32 lower-case hexadecimal characters (spec 3.2).
public struct InvitationID: Hashable, Sendable {
  public let high: UInt64
  public let low: UInt64

  public init(high: UInt64, low: UInt64) {
    self.high = high
    self.low = low
  }

  public static func random(using generator: inout some RandomNumberGenerator) -> InvitationID {
    InvitationID(high: generator.next(), low: generator.next())
  }

  /// Nil unless `text` is 32 lower-case hexadecimal characters.
  public init?(_ text: String) {
    let bytes = text.utf8
    guard bytes.count == 32, let middle = bytes.index(bytes.startIndex, offsetBy: 16, limitedBy: bytes.endIndex),
      let high = Self.number(bytes[..<middle]), let low = Self.number(bytes[middle...])
    else { return nil }
    self.init(high: high, low: low)
  }

  private static func number(_ digits: Substring.UTF8View) -> UInt64? {
    var number: UInt64 = 0
    for digit in digits {
      switch digit {
      case UInt8(ascii: "0")...UInt8(ascii: "9"): number = number << 4 | UInt64(digit - UInt8(ascii: "0"))
      case UInt8(ascii: "a")...UInt8(ascii: "f"): number = number << 4 | UInt64(digit - UInt8(ascii: "a") + 10)
      default: return nil
      }
    }
    return number
  }
}

extension InvitationID: CustomStringConvertible {
  public var description: String {
    unsafe String(unsafeUninitializedCapacity: 32) { buffer in
      for index in 0..<32 {
        let half = index < 16 ? high : low
        let digit = UInt8(truncatingIfNeeded: half >> UInt64(60 - 4 * (index % 16))) & 0xF
        unsafe buffer[index] = digit < 10 ? UInt8(ascii: "0") + digit : UInt8(ascii: "a") + digit - 10
      }
      return 32
    }
  }
}
