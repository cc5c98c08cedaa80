/// All lines, in columns.
struct TargetTable: Sendable {
  private static let titles = [
    "WHAT", "TARGET", "MUSTER (LOWEST … HIGHEST)", "PEER, IN THE SAME RUN", "RATIO", "VERDICT",
  ]

  var rows: [TargetRow] = []

  var text: String {
    let lines = [Self.titles] + rows.map(\.cells)
    var widths = Self.titles.map(\.count)
    for line in lines { widths = zip(widths, line).map { max($0, $1.count) } }
    return lines.map { line in
      let cells = zip(line, widths).map { $0 + String(repeating: " ", count: $1 - $0.count) }
      return cells.joined(separator: "  ").trimmingSuffix(" ") + "\n"
    }.joined()
  }

  /// `9 met, 2 MISSED, 1 open`.
  var summary: String {
    let verdicts = rows.map(\.verdict)
    return [Goal.Verdict.met, .missed, .open].compactMap { verdict in
      let count = verdicts.count { $0 == verdict }
      return count > 0 ? "\(count) \(verdict.rawValue)" : nil
    }.joined(separator: ", ")
  }
}

extension String {
  fileprivate func trimmingSuffix(_ character: Character) -> String {
    var text = self[...]
    while text.last == character { text = text.dropLast() }
    return String(text)
  }
}
