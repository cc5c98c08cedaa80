internal import Logging
internal import MusterModel

/// One event, as it goes into the log.
struct LogLine {
  /// Nil where the reader of the log adds its own.
  var time: Timestamp?
  var level: Logger.Level
  var label: String
  var message: String
  var metadata: Logger.Metadata

  func formatted(as format: LogFormat) -> String {
    switch format {
    case .text: text
    case .json: json
    }
  }

  /// Sorted, so that the same kind of line always reads the same.
  private var fields: [(key: String, value: Logger.MetadataValue)] { metadata.sorted { $0.key < $1.key } }

  // MARK: Text

  private var text: String {
    var line = time.map { "\($0) " } ?? ""
    line += "\(level.rawValue) "
    if label != LineLogHandler.mainLabel { line += "[\(Escaping.plain(label))] " }
    line += Escaping.plain(message)
    for (key, value) in fields { line += " \(Self.word(key))=\(Self.word(value))" }
    return line
  }

  /// Each element of a list is a word of its own, so that long lists are whole.
  private static func word(_ value: Logger.MetadataValue) -> String {
    guard case .array(let values) = value else { return word("\(value)") }
    return "[" + values.map(word).joined(separator: ",") + "]"
  }

  /// As it is where it cannot be mistaken, in quotes everywhere else.
  private static func word(_ text: String) -> String {
    let isPlain = !text.isEmpty && text.utf8.count <= Limits.shownCharacters && text.utf8.allSatisfy(isWordByte)
    return isPlain ? text : Escaping.quoted(text)
  }

  private static func isWordByte(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "\""), UInt8(ascii: "="), UInt8(ascii: "\\"), UInt8(ascii: "["), UInt8(ascii: "]"),
      UInt8(ascii: ","):
      false
    default: (0x21...0x7E).contains(byte)
    }
  }

  // MARK: JSON

  private var json: String {
    var line = "{"
    if let time { line += "\"time\":\"\(time)\"," }
    line +=
      "\"level\":\"\(level.rawValue)\",\"logger\":\(JSONText.string(label)),\"message\":\(JSONText.string(message))"
    if !metadata.isEmpty { line += ",\"metadata\":\(JSONText.value(.dictionary(metadata)))" }
    return line + "}"
  }
}
