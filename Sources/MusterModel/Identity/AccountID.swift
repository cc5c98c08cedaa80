/// An AWS account id: exactly twelve ASCII digits, leading zeros included.
///
/// Kept as the number those digits spell, which is a bijection, so that comparing and hashing cost one
/// instruction. At every border it is the twelve digits again.
public struct AccountID: Hashable, Comparable, Sendable {
  /// The digits as a number below 10^12. For stores, which keep it as an integer.
  public let number: UInt64

  /// Nil unless `text` is exactly twelve ASCII digits.
  ///
  /// Compiled where it is used, for the kind of text there: fifty of a page's ids would cost a tenth of its way.
  @inlinable
  public init?(_ text: some StringProtocol) {
    let number =
      text.utf8.withContiguousStorageIfAvailable { unsafe Self.number(of: $0) } ?? Self.number(of: text.utf8)
    guard let number else { return nil }
    self.number = number
  }

  @inlinable
  static func number(of digits: some Collection<UInt8>) -> UInt64? {
    guard digits.count == Self.digits else { return nil }
    var number: UInt64 = 0
    var others = 0
    // Without a branch for each: nearly all are digits. Twelve of them cannot overflow.
    for byte in digits {
      let digit = byte &- UInt8(ascii: "0")
      others |= digit > 9 ? 1 : 0
      number = number &* 10 &+ UInt64(digit)
    }
    return others == 0 ? number : nil
  }

  /// Nil unless `number` can be written in twelve digits.
  public init?(number: UInt64) {
    guard number < Self.bound else { return nil }
    self.number = number
  }

  public static func < (left: AccountID, right: AccountID) -> Bool { left.number < right.number }

  /// How many digits an id has.
  public static let digits = 12
  private static let bound: UInt64 = 1_000_000_000_000
}

extension AccountID: CustomStringConvertible {
  public var description: String {
    // Twelve bytes fit into a small string: no allocation.
    unsafe String(unsafeUninitializedCapacity: Self.digits) { buffer in
      unsafe writeDigits(to: buffer)
      return Self.digits
    }
  }

  /// The twelve digits, at the front of `space`.
  public func writeDigits(to space: UnsafeMutableBufferPointer<UInt8>) {
    // Two halves, of half the width: dividing is what this costs.
    var upper = UInt32(number / 1_000_000)
    var lower = UInt32(number % 1_000_000)
    let half = Self.digits / 2
    for index in stride(from: half - 1, through: 0, by: -1) {
      unsafe space[index] = UInt8(ascii: "0") + UInt8(truncatingIfNeeded: upper % 10)
      unsafe space[half + index] = UInt8(ascii: "0") + UInt8(truncatingIfNeeded: lower % 10)
      upper /= 10
      lower /= 10
    }
  }
}
