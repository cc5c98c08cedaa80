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
    let fields: [(Int64, Int, UInt8)] = [
      (year, 4, UInt8(ascii: "-")), (month, 2, UInt8(ascii: "-")), (dayOfMonth, 2, UInt8(ascii: "T")),
      (time / 3_600_000, 2, UInt8(ascii: ":")), (time / 60_000 % 60, 2, UInt8(ascii: ":")),
      (time / 1000 % 60, 2, UInt8(ascii: ".")), (time % 1000, 3, UInt8(ascii: "Z")),
    ]
    // Byte by byte: a page of members has a hundred of these.
    var text: [UInt8] = []
    text.reserveCapacity(24)
    for (number, width, separator) in fields {
      text.append(padded: number, to: width)
      text.append(separator)
    }
    return String(decoding: text, as: UTF8.self)
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

extension [UInt8] {
  /// In decimal digits, with zeros in front up to that width.
  fileprivate mutating func append(padded number: Int64, to width: Int) {
    let start = count
    var rest = number.magnitude
    repeat {
      insert(UInt8(ascii: "0") + UInt8(rest % 10), at: start)
      rest /= 10
    } while rest > 0 || count - start < width
    if number < 0 { insert(UInt8(ascii: "-"), at: start) }
  }
}

extension Int64 {
  /// With a remainder that is never negative. Nothing here can overflow, whatever number a store has for a moment.
  fileprivate func dividedDown(by divisor: Int64) -> (quotient: Int64, remainder: Int64) {
    let (quotient, remainder) = quotientAndRemainder(dividingBy: divisor)
    return remainder < 0 ? (quotient - 1, remainder + divisor) : (quotient, remainder)
  }
}
