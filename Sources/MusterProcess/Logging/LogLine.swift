internal import Logging
internal import MusterModel

/// One event, as it goes into the log.
struct LogLine {
  /// Nil where the reader of the log adds its own.
  var time: Timestamp?
  var level: Logger.Level
  var program: String
  /// Of its logger; not shown where it is the program.
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
    line.reserveCapacity(Limits.usualLineBytes)
    line += level.rawValue
    if label != program {
      line += " ["
      Escaping.append(label, to: &line, quoting: false)
      line += "]"
    }
    line += " "
    Escaping.append(message, to: &line, quoting: false)
    for (key, value) in fields {
      line += " "
      Self.append(word: key, to: &line)
      line += "="
      Self.append(value, to: &line)
    }
    return line
  }

  /// Each element of a list is a word of its own, so that long lists are whole.
  private static func append(_ value: Logger.MetadataValue, to line: inout String) {
    switch value {
    case .string(let text): append(word: text, to: &line)
    case .stringConvertible, .dictionary: append(word: "\(value)", to: &line)
    case .array(let values):
      line += "["
      for (index, value) in values.enumerated() {
        if index > 0 { line += "," }
        append(value, to: &line)
      }
      line += "]"
    }
  }

  /// As it is where it cannot be mistaken, in quotes everywhere else.
  private static func append(word: String, to line: inout String) {
    if !word.isEmpty, word.utf8.count <= Limits.shownCharacters, word.utf8.allSatisfy(isWordByte) {
      line += word
    } else {
      line += "\""
      Escaping.append(word, to: &line, quoting: true)
      line += "\""
    }
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
    var line = time.map { "{\"time\":\"\($0)\"," } ?? "{"
    line.reserveCapacity(Limits.usualLineBytes)
    line += "\"level\":\"\(level.rawValue)\",\"logger\":"
    JSONText.append(label, to: &line)
    line += ",\"message\":"
    JSONText.append(message, to: &line)
    if !metadata.isEmpty {
      line += ",\"metadata\":"
      JSONText.append(.dictionary(metadata), to: &line)
    }
    return line + "}"
  }
}
