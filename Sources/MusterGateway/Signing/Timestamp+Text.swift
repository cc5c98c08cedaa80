internal import MusterModel

/// Moments as signatures, HTTP and credentials files write them.
extension Timestamp {
  /// `20150830T123600Z`, the only form in which a signature has its date. Nil for any other text.
  init?(signing text: String) {
    var scanner = TextScanner(text)
    guard let year = scanner.number(digits: 4), let month = scanner.number(digits: 2),
      let day = scanner.number(digits: 2), scanner.take("T"), let hour = scanner.number(digits: 2),
      let minute = scanner.number(digits: 2), let second = scanner.number(digits: 2), scanner.take("Z"), scanner.isAtEnd
    else { return nil }
    self.init(year: year, month: month, day: day, hour: hour, minute: minute, second: second)
  }

  /// The same form, without the milliseconds.
  var signingText: String {
    // `2015-08-30T12:36:00.000Z` without its marks and its fraction.
    let whole = description.utf8.prefix { $0 != UInt8(ascii: ".") }
    return String(decoding: whole.filter { !Self.marks.contains($0) }, as: UTF8.self) + "Z"
  }

  /// `Sun, 30 Aug 2015 12:36:00 GMT`, as a Date header has it; botocore writes `-0000` for GMT.
  init?(http text: String) {
    var scanner = TextScanner(text)
    guard scanner.choice(of: Self.days) != nil, scanner.take(", "), let day = scanner.number(digits: 2),
      scanner.take(" "), let month = scanner.choice(of: Self.months), scanner.take(" "),
      let year = scanner.number(digits: 4), scanner.take(" "), let hour = scanner.number(digits: 2), scanner.take(":"),
      let minute = scanner.number(digits: 2), scanner.take(":"), let second = scanner.number(digits: 2),
      scanner.choice(of: [" GMT", " -0000", " +0000"]) != nil, scanner.isAtEnd
    else { return nil }
    self.init(year: year, month: month + 1, day: day, hour: hour, minute: minute, second: second)
  }

  /// ISO 8601 with a zone, `2015-08-30T12:36:00.5+02:00`; of the fraction, nothing is kept.
  init?(iso8601 text: String) {
    var scanner = TextScanner(text)
    guard let year = scanner.number(digits: 4), scanner.take("-"), let month = scanner.number(digits: 2),
      scanner.take("-"), let day = scanner.number(digits: 2), scanner.take("T") || scanner.take(" "),
      let hour = scanner.number(digits: 2), scanner.take(":"), let minute = scanner.number(digits: 2),
      scanner.take(":"), let second = scanner.number(digits: 2)
    else { return nil }
    if scanner.take(".") { scanner.skipDigits() }
    guard let offset = scanner.zoneMinutes(), scanner.isAtEnd,
      let local = Timestamp(year: year, month: month, day: day, hour: hour, minute: minute, second: second)
    else { return nil }
    self.init(milliseconds: local.milliseconds - Int64(offset) * 60_000)
  }

  private static let marks = Array("-:".utf8)
  private static let days = ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"]
  private static let months = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"]
}

extension TextScanner {
  /// `Z`, `+02:00` or `+0200`: how far local time is ahead of UTC.
  fileprivate mutating func zoneMinutes() -> Int? {
    if take("Z") { return 0 }
    guard let sign = choice(of: ["+", "-"]), let hours = number(digits: 2), hours < 24 else { return nil }
    _ = take(":")
    guard let minutes = number(digits: 2), minutes < 60 else { return nil }
    return (sign == 0 ? 1 : -1) * (hours * 60 + minutes)
  }
}
