/// Panels side by side, each with curves over logarithmic axes, as an SVG of its own.
public struct Chart: Sendable {
  public let title: String
  /// What was measured, and of what.
  public let subtitle: String
  public let panels: [Panel]

  public init(title: String, subtitle: String, panels: [Panel]) {
    self.title = title
    self.subtitle = subtitle
    self.panels = panels
  }

  public struct Panel: Sendable {
    /// What is up: the name of the y axis.
    public let title: String
    public let x: Axis
    public let y: Axis
    public let curves: [Curve]

    public init(_ title: String, x: Axis, y: Quantity, curves: [Curve]) {
      self.title = title
      self.x = x
      self.y = Axis(title, y)
      self.curves = curves
    }
  }

  public struct Axis: Sendable {
    public let name: String
    public let quantity: Quantity

    public init(_ name: String, _ quantity: Quantity) {
      self.name = name
      self.quantity = quantity
    }
  }

  public struct Curve: Sendable {
    public let name: String
    public let points: [Point]

    public init(_ name: String, _ points: [Point]) {
      self.name = name
      self.points = points
    }
  }

  public struct Point: Equatable, Sendable {
    public let x: Double
    public let y: Double

    public init(_ x: Double, _ y: Double) {
      self.x = x
      self.y = y
    }
  }
}
