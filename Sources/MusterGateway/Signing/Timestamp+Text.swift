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
    self.init(year, month, day, hour, minute, second)
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
    self.init(year, month + 1, day, hour, minute, second)
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
      let local = Timestamp(year, month, day, hour, minute, second)
    else { return nil }
    self.init(milliseconds: local.milliseconds - Int64(offset) * 60_000)
  }

  /// Nil unless there is such a moment. A leap second counts as the first of the next minute.
  private init?(_ year: Int, _ month: Int, _ day: Int, _ hour: Int, _ minute: Int, _ second: Int) {
    guard (1...12).contains(month), (1...Self.length(ofMonth: month, in: year)).contains(day), hour < 24, minute < 60,
      second <= 60
    else { return nil }
    // Years are counted from 1 March, so that the leap day is a year's last.
    let marchYear = month > 2 ? year : year - 1
    let marchMonth = month > 2 ? month - 3 : month + 9
    // Year 0 has begun on 1 January: by this count that is in year -1, which 400 more years keep from being negative.
    let shifted = marchYear + 400
    let days = shifted * 365 + shifted / 4 - shifted / 100 + shifted / 400 + (153 * marchMonth + 2) / 5 + day - 1
    let seconds = (days - Self.daysBefore1970) * 86_400 + hour * 3600 + minute * 60 + second
    self.init(milliseconds: Int64(seconds) * 1000)
  }

  private static func length(ofMonth month: Int, in year: Int) -> Int {
    let isLeap = year.isMultiple(of: 4) && (!year.isMultiple(of: 100) || year.isMultiple(of: 400))
    return [31, isLeap ? 29 : 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31][month - 1]
  }

  /// From 1 March of the year -400, of as many days as every 400 years, to 1 January 1970.
  private static let daysBefore1970 = 146_097 + 719_468

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
