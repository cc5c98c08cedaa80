/// Rows in aligned columns. Text from outside may go in as it is: cells escape it.
package struct Table: Sendable {
  package struct Cell: Sendable {
    let text: String
    let tone: Tone

    package init(_ text: String?, _ tone: Tone = .plain) {
      // Something must stand where there is nothing, or columns would be miscounted and lines end in spaces.
      self.text = text.map { Printable.line($0) } ?? "-"
      self.tone = text == nil ? .faint : tone
    }
  }

  private let header: [Cell]?
  private var rows: [[Cell]] = []
  private let numeric: Set<Int>

  /// A table of rows under titles; columns of numbers are aligned to the right.
  package init(_ titles: [String], numeric: Set<Int> = []) {
    header = titles.map { Cell($0, .heading) }
    self.numeric = numeric
  }

  /// A list of facts: what each is called, and what it is.
  package init(facts: KeyValuePairs<String, Cell>) {
    header = nil
    numeric = []
    rows = facts.map { [Cell($0.key, .heading), $0.value] }
  }

  package mutating func add(_ cells: Cell...) { rows.append(cells) }

  package func text(_ style: Style) -> String {
    let lines = (header.map { [$0] } ?? []) + rows
    var widths: [Int] = []
    for line in lines {
      for (column, cell) in line.enumerated() {
        if column == widths.count { widths.append(0) }
        widths[column] = max(widths[column], cell.text.count)
      }
    }
    return lines.map { self.line($0, widths, style) + "\n" }.joined()
  }

  private func line(_ cells: [Cell], _ widths: [Int], _ style: Style) -> String {
    var line = ""
    for (column, cell) in cells.enumerated() {
      let gap = String(repeating: " ", count: widths[column] - cell.text.count)
      let text = style.paint(cell.text, cell.tone)
      if column > 0 { line += "  " }
      if numeric.contains(column) {
        line += gap + text
      } else {
        // The last column is left as it is: no line ends in spaces of ours.
        line += column == cells.count - 1 ? text : text + gap
      }
    }
    return line
  }
}
