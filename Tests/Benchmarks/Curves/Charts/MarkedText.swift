/// A text of people's with a part that a program writes anew, between two lines that are comments in Markdown.
public struct MarkedText: Sendable {
  public let text: String

  public init(_ text: String) { self.text = text }

  private static func begin(_ name: String) -> String { "<!-- \(name): written by `make bench-curves` -->" }
  private static func end(_ name: String) -> String { "<!-- end of \(name) -->" }

  /// The text with another part of that name. Nil when one of its two lines is not there exactly once, in this order.
  public func replacing(_ name: String, with part: String) -> String? {
    let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
    let begins = lines.indices.filter { lines[$0] == Self.begin(name) }
    let ends = lines.indices.filter { lines[$0] == Self.end(name) }
    guard begins.count == 1, ends.count == 1, begins[0] < ends[0] else { return nil }
    let before = lines[...begins[0]].joined(separator: "\n")
    let after = lines[ends[0]...].joined(separator: "\n")
    return "\(before)\n\(part)\n\(after)"
  }
}
