/// Comma-separated text (RFC 4180), record by record, each with the line it begins on. Lines may end in LF or
/// CR LF, blank ones are passed over, and a record that is wrong does not spoil those after it.
struct CSVReader {
  struct Record: Hashable {
    var line: Int
    var fields: [String]
  }

  struct Fault: Error, Hashable {
    var line: Int
    var problem: String
  }

  private let bytes: [UInt8]
  private var position = 0
  private var line = 1

  init(_ bytes: [UInt8]) { self.bytes = bytes }

  /// Nil at the end. After a fault, the next record is that of the next line.
  mutating func next() throws(Fault) -> Record? {
    skipBlankLines()
    guard position < bytes.count else { return nil }
    let start = line
    do {
      return Record(line: start, fields: try fields())
    } catch {
      // Where a quote is never closed, what it swallowed is read again as lines of their own.
      let place = error.quote ?? (position: position, line: start)
      if error.quote != nil { (position, line) = place }
      skipLine()
      throw Fault(line: place.line, problem: error.text)
    }
  }

  private struct Problem: Error {
    var text: String
    /// Where the quote stands that is never closed.
    var quote: (position: Int, line: Int)?

    init(_ text: String, quote: (position: Int, line: Int)? = nil) {
      self.text = text
      self.quote = quote
    }
  }

  private mutating func fields() throws(Problem) -> [String] {
    var fields: [String] = []
    while true {
      let content = peek == Self.quote ? try quoted() : try bare()
      guard let field = String(validating: content, as: UTF8.self) else { throw Problem("the text is not UTF-8") }
      fields.append(field)
      guard fields.count <= Limits.csvFields else { throw Problem("there are more than \(Limits.csvFields) fields") }
      if take(Self.comma) { continue }
      guard try endLine() else {
        throw Problem("text follows a closing quote; a quote inside a field is written twice")
      }
      return fields
    }
  }

  private mutating func bare() throws(Problem) -> ArraySlice<UInt8> {
    let start = position
    while let byte = peek, byte != Self.comma, byte != Self.lineFeed, byte != Self.carriageReturn {
      guard byte != Self.quote else {
        throw Problem("a quote stands inside a field; put the whole field in quotes and write that quote twice")
      }
      position += 1
    }
    return bytes[start..<position]
  }

  private mutating func quoted() throws(Problem) -> ArraySlice<UInt8> {
    let quote = (position: position, line: line)
    position += 1
    var content: [UInt8] = []
    while let byte = peek {
      position += 1
      if byte == Self.lineFeed { line += 1 }
      // A quote written twice is one; any other one closes the field.
      if byte == Self.quote, !take(Self.quote) { return content[...] }
      content.append(byte)
    }
    throw Problem("a quote is opened here and never closed", quote: quote)
  }

  /// Whether the line, or the text, ends here.
  private mutating func endLine() throws(Problem) -> Bool {
    guard peek != nil else { return true }
    if take(Self.carriageReturn), peek != Self.lineFeed {
      guard peek != nil else { return true }
      throw Problem("a carriage return stands alone; end lines with LF or CR LF")
    }
    guard take(Self.lineFeed) else { return false }
    line += 1
    return true
  }

  private mutating func skipLine() {
    while let byte = peek {
      position += 1
      if byte == Self.lineFeed {
        line += 1
        return
      }
    }
  }

  private mutating func skipBlankLines() {
    while let end = bytes[position...].firstIndex(of: Self.lineFeed) ?? (position < bytes.count ? bytes.count : nil),
      bytes[position..<end].allSatisfy({ $0 == 0x20 || $0 == 0x09 || $0 == Self.carriageReturn })
    {
      position = min(end + 1, bytes.count)
      if end < bytes.count { line += 1 }
    }
  }

  private var peek: UInt8? { position < bytes.count ? bytes[position] : nil }

  private mutating func take(_ byte: UInt8) -> Bool {
    guard peek == byte else { return false }
    position += 1
    return true
  }

  private static let comma = UInt8(ascii: ",")
  private static let quote = UInt8(ascii: "\"")
  private static let lineFeed = UInt8(ascii: "\n")
  private static let carriageReturn = UInt8(ascii: "\r")
}
