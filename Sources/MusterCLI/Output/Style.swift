/// What a piece of output means. The style decides what that looks like.
package enum Tone: Hashable, Sendable {
  case plain
  case heading
  case good
  case waiting
  case bad
  case faint
}

/// Colours, or none.
package struct Style: Hashable, Sendable {
  package let isColoured: Bool

  package static let plain = Style(isColoured: false)
  package static let coloured = Style(isColoured: true)

  /// Colours for a terminal that shows them, unless the user asked for none (no-color.org).
  init(isTerminal: Bool, environment: Environment) {
    isColoured = isTerminal && environment["NO_COLOR"] == nil && environment["TERM"] != "dumb"
  }

  private init(isColoured: Bool) { self.isColoured = isColoured }

  func paint(_ text: String, _ tone: Tone) -> String {
    guard isColoured, !text.isEmpty, let code = Self.code(tone) else { return text }
    return "\u{1B}[\(code)m\(text)\u{1B}[0m"
  }

  private static func code(_ tone: Tone) -> String? {
    switch tone {
    case .plain: nil
    case .heading: "1"
    case .good: "32"
    case .waiting: "33"
    case .bad: "31"
    case .faint: "2"
    }
  }
}
