extension Chart {
  /// The picture as the text of a file.
  public var svg: String {
    let width = Layout.margin + Double(panels.count) * (Layout.panelWidth + Layout.margin)
    let height = Layout.panelTop + Layout.panelHeight + Layout.below + legendHeight
    var picture = SVG(width: width, height: height)
    picture.text(title, x: Layout.margin, y: 34, style: .title)
    picture.text(subtitle, x: Layout.margin, y: 56, style: .note)
    for (number, panel) in panels.enumerated() {
      let left = Layout.margin + Double(number) * (Layout.panelWidth + Layout.margin)
      panel.draw(into: &picture, left: left + Layout.axisWidth)
    }
    drawLegend(into: &picture, y: height - 20)
    return picture.document
  }

  /// One for all panels, which have the same curves. A single curve needs none: the titles name it.
  private var names: [String] {
    let names = panels.first?.curves.map(\.name) ?? []
    return names.count > 1 ? names : []
  }

  private var legendHeight: Double { names.isEmpty ? 0 : 26 }

  private func drawLegend(into picture: inout SVG, y: Double) {
    var x = Layout.margin + Layout.axisWidth
    for (number, name) in names.enumerated() {
      picture.line(from: (x, y - 4), to: (x + 22, y - 4), style: .curve(number))
      picture.dot(x: x + 11, y: y - 4, curve: number, about: name)
      picture.text(name, x: x + 30, y: y, style: .label)
      x += 30 + Double(name.count) * 7 + 24
    }
  }
}

/// Sizes in pixels, each once.
enum Layout {
  static let margin = 28.0
  static let panelWidth = 430.0
  static let panelHeight = 250.0
  static let panelTop = 104.0
  /// For the numbers left of a panel.
  static let axisWidth = 48.0
  /// For the numbers and the name below.
  static let below = 62.0
  /// The part of a panel between its axes.
  static let plotWidth = panelWidth - axisWidth
}

extension Chart.Panel {
  fileprivate func draw(into picture: inout SVG, left: Double) {
    let points = curves.flatMap(\.points)
    let across = LogScale(covering: points.map(\.x), self.x.quantity.roundness)
    // Ten times at least from one end to the other, so that what is flat looks flat.
    let highest = points.map(\.y).max() ?? 1
    let up = LogScale(covering: points.map(\.y) + [highest / 10], self.y.quantity.roundness)
    let top = Layout.panelTop
    let bottom = top + Layout.panelHeight
    let right = left + Layout.plotWidth
    func x(_ value: Double) -> Double { left + across.position(of: value) * Layout.plotWidth }
    func y(_ value: Double) -> Double { bottom - up.position(of: value) * Layout.panelHeight }

    picture.text(title, x: left, y: top - 14, style: .axis)
    for tick in up.ticks {
      picture.line(from: (left, y(tick)), to: (right, y(tick)), style: .grid)
      picture.text(self.y.quantity.text(tick), x: left - 8, y: y(tick) + 4, style: .tickLeft)
    }
    for tick in across.ticks {
      picture.line(from: (x(tick), top), to: (x(tick), bottom), style: .grid)
      picture.text(self.x.quantity.text(tick), x: x(tick), y: bottom + 18, style: .tickBelow)
    }
    picture.line(from: (left, bottom), to: (right, bottom), style: .frame)
    picture.text(self.x.name, x: (left + right) / 2, y: bottom + 42, style: .axisBelow)
    for (number, curve) in curves.enumerated() {
      picture.path(curve.points.map { (x($0.x), y($0.y)) }, curve: number)
      for point in curve.points {
        let about = "\(curve.name): \(self.y.quantity.text(point.y)) at \(self.x.quantity.text(point.x))"
        picture.dot(x: x(point.x), y: y(point.y), curve: number, about: about)
      }
    }
  }
}
