/// How far a long command is, on one line that is drawn over again.
package struct ProgressBar: Sendable {
  private let title: String
  private let total: Int
  private let sink: Sink
  private let style: Style

  init(_ title: String, of total: Int, on sink: Sink, _ style: Style) {
    self.title = title
    self.total = total
    self.sink = sink
    self.style = style
  }

  package func show(_ done: Int) { try? sink.write("\r" + line(done)) }

  /// Takes the bar away, so that what follows stands where it stood.
  package func clear() { try? sink.write("\r\u{1B}[K") }

  /// `Creating members  ========------------   50/120`
  func line(_ done: Int) -> String {
    let count = String(repeating: " ", count: max(0, "\(total)".count - "\(done)".count)) + "\(done)/\(total)"
    // One column stays free: a full line makes some terminals go to the next.
    let width = min(Self.widest, sink.columns - title.count - count.count - 5)
    guard width >= Self.narrowest else { return String("\(title) \(count)".prefix(max(0, sink.columns - 1))) }
    let filled = total > 0 ? width * min(done, total) / total : width
    let bar =
      style.paint(String(repeating: "=", count: filled), .good)
      + style.paint(String(repeating: "-", count: width - filled), .faint)
    return "\(title)  \(bar)  \(count)"
  }

  private static let widest = 40
  private static let narrowest = 8
}
