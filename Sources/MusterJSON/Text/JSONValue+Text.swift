extension JSONValue {
  /// How a document is laid out.
  public enum Layout: Sendable {
    /// On one line, without white space.
    case line
    /// Over several lines, two spaces a level, for people.
    case indented
  }

  public func text(_ layout: Layout = .line) -> String { String(decoding: bytes(layout), as: UTF8.self) }

  /// The same in UTF-8, as it is sent.
  public func bytes(_ layout: Layout = .line) -> [UInt8] {
    var writer = JSONWriter(layout: layout)
    writer.write(self)
    return writer.bytes
  }
}
