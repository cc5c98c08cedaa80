extension Chart {
  /// The numbers of the picture as a table in Markdown: a line for each x, a column for each curve of each panel.
  public var table: String {
    let columns = panels.flatMap { panel in panel.curves.map { (panel: panel, curve: $0) } }
    guard let first = panels.first else { return "" }
    let heads =
      [first.x.name]
      + columns.map { column in
        column.panel.curves.count > 1 ? "\(column.panel.title), \(column.curve.name)" : column.panel.title
      }
    let all = Set(columns.flatMap { $0.curve.points.map(\.x) }).sorted()
    let rows = all.map { x in
      [Quantity.exact(x)]
        + columns.map { column in
          // Where there is no point, nothing was measured.
          column.curve.points.first { $0.x == x }.map { column.panel.y.quantity.text($0.y) } ?? "–"
        }
    }
    let rule = heads.map { _ in "---:" }
    return ([heads, rule] + rows).map { "| \($0.joined(separator: " | ")) |" }.joined(separator: "\n")
  }
}
