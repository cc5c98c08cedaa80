public import MusterModel

extension Timestamp: JSONString {
  static var form: String { "a time like 2020-06-01T20:15:15.289Z" }

  /// Reads what `description` writes: UTC, milliseconds, four digits of year.
  init?(jsonString text: String) {
    let pattern = "0000-00-00T00:00:00.000Z".utf8
    guard text.utf8.count == pattern.count else { return nil }
    var fields = [0]
    for (byte, wanted) in zip(text.utf8, pattern) {
      if wanted != UInt8(ascii: "0") {
        guard byte == wanted else { return nil }
        fields.append(0)
      } else {
        guard byte >= UInt8(ascii: "0"), byte <= UInt8(ascii: "9") else { return nil }
        fields[fields.count - 1] = fields[fields.count - 1] * 10 + Int(byte - UInt8(ascii: "0"))
      }
    }
    guard
      let second = Timestamp(
        year: fields[0], month: fields[1], day: fields[2], hour: fields[3], minute: fields[4], second: fields[5])
    else { return nil }
    self.init(milliseconds: second.milliseconds + Int64(fields[6]))
    // A leap second is written differently than it was read.
    guard description == text else { return nil }
  }
}
