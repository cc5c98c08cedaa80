extension Timestamp {
  /// A moment of the proleptic Gregorian calendar in UTC. Nil unless there is one: no 30th of February, no 25th hour. A
  /// leap second counts as the first second of the next minute.
  public init?(year: Int, month: Int, day: Int, hour: Int, minute: Int, second: Int) {
    guard (0...9999).contains(year), (1...12).contains(month),
      (1...Self.length(ofMonth: month, in: year)).contains(day),
      (0..<24).contains(hour), (0..<60).contains(minute), (0...60).contains(second)
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
}
