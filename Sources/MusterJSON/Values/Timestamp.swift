public import MusterModel

extension Timestamp: JSONString {
  static var form: String { "a time like 2020-06-01T20:15:15.289Z" }

  /// Reads what `description` writes: UTC, milliseconds, four digits of year.
  init?(jsonString text: String) {
    let pattern = "0000-00-00T00:00:00.000Z".utf8
    guard text.utf8.count == pattern.count else { return nil }
    var fields: [Int64] = [0]
    for (byte, wanted) in zip(text.utf8, pattern) {
      if wanted != UInt8(ascii: "0") {
        guard byte == wanted else { return nil }
        fields.append(0)
      } else {
        guard byte >= UInt8(ascii: "0"), byte <= UInt8(ascii: "9") else { return nil }
        fields[fields.count - 1] = fields[fields.count - 1] * 10 + Int64(byte - UInt8(ascii: "0"))
      }
    }
    let days = Self.days(year: fields[0], month: fields[1], day: fields[2])
    let seconds = ((days * 24 + fields[3]) * 60 + fields[4]) * 60 + fields[5]
    self.init(milliseconds: seconds * 1000 + fields[6])
    // A time that does not exist, the 30th of February or the 25th hour, is written differently than it was read.
    guard description == text else { return nil }
  }

  /// Days from 1970-01-01, counting years from 1 March, so that the leap day is a year's last.
  private static func days(year: Int64, month: Int64, day: Int64) -> Int64 {
    let marchYear = month <= 2 ? year - 1 : year
    let era = (marchYear >= 0 ? marchYear : marchYear - 399) / 400
    let yearOfEra = marchYear - era * 400
    let dayOfYear = (153 * (month > 2 ? month - 3 : month + 9) + 2) / 5 + day - 1
    return era * 146_097 + yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear - 719_468
  }
}
