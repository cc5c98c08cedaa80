/// A moment, in whole milliseconds since 1970-01-01T00:00:00Z: the precision that AWS shows (spec 4.6).
public struct Timestamp: Hashable, Comparable, Sendable {
  public let milliseconds: Int64

  public init(milliseconds: Int64) { self.milliseconds = milliseconds }

  public static func < (left: Timestamp, right: Timestamp) -> Bool { left.milliseconds < right.milliseconds }
}

extension Timestamp: CustomStringConvertible {
  /// RFC 3339 in UTC with milliseconds, `2020-06-01T20:15:15.289Z`.
  public var description: String {
    let (day, time) = milliseconds.dividedDown(by: 86_400_000)
    let (year, month, dayOfMonth) = Self.civil(fromDays: day)
    let yearDigits = max(4, year.magnitude.decimalDigits)
    // As bytes, with nothing in between: a page of members has a hundred of these.
    return unsafe String(unsafeUninitializedCapacity: yearDigits + 21) { space in
      var digits = unsafe DigitWriter(space)
      if year < 0 { digits.write(UInt8(ascii: "-")) }
      digits.write(year.magnitude, yearDigits, UInt8(ascii: "-"))
      digits.write(month.magnitude, 2, UInt8(ascii: "-"))
      digits.write(dayOfMonth.magnitude, 2, UInt8(ascii: "T"))
      digits.write((time / 3_600_000).magnitude, 2, UInt8(ascii: ":"))
      digits.write((time / 60_000 % 60).magnitude, 2, UInt8(ascii: ":"))
      digits.write((time / 1000 % 60).magnitude, 2, UInt8(ascii: "."))
      digits.write((time % 1000).magnitude, 3, UInt8(ascii: "Z"))
      return digits.count
    }
  }

  /// The proleptic Gregorian date of a day counted from 1970-01-01, by counting from 1 March, so that the
  /// leap day is a year's last.
  private static func civil(fromDays days: Int64) -> (year: Int64, month: Int64, day: Int64) {
    let shifted = days + 719_468
    let (era, dayOfEra) = shifted.dividedDown(by: 146_097)
    let yearOfEra = (dayOfEra - dayOfEra / 1460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
    let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
    let marchMonth = (5 * dayOfYear + 2) / 153
    let month = marchMonth < 10 ? marchMonth + 3 : marchMonth - 9
    return (yearOfEra + era * 400 + (month <= 2 ? 1 : 0), month, dayOfYear - (153 * marchMonth + 2) / 5 + 1)
  }
}

/// Writes numbers in decimal digits, one behind the other.
//
// @safe: used within the closure that is given the space, which is as long as what is written there.
@safe private struct DigitWriter {
  private let space: UnsafeMutableBufferPointer<UInt8>
  private(set) var count = 0

  init(_ space: UnsafeMutableBufferPointer<UInt8>) { unsafe self.space = unsafe space }

  mutating func write(_ byte: UInt8) {
    unsafe space[count] = byte
    count += 1
  }

  /// The last `width` digits of a number, zeros in front included, and a byte behind them.
  mutating func write(_ number: UInt64, _ width: Int, _ separator: UInt8) {
    var rest = number
    for place in stride(from: count + width - 1, through: count, by: -1) {
      unsafe space[place] = UInt8(ascii: "0") + UInt8(rest % 10)
      rest /= 10
    }
    count += width
    write(separator)
  }
}

extension UInt64 {
  fileprivate var decimalDigits: Int {
    var digits = 1
    var rest = self / 10
    while rest > 0 {
      digits += 1
      rest /= 10
    }
    return digits
  }
}

extension Int64 {
  /// With a remainder that is never negative. Nothing here can overflow, whatever number a store has for a moment.
  fileprivate func dividedDown(by divisor: Int64) -> (quotient: Int64, remainder: Int64) {
    let (quotient, remainder) = quotientAndRemainder(dividingBy: divisor)
    return remainder < 0 ? (quotient - 1, remainder + divisor) : (quotient, remainder)
  }
}
