/// An SVG as it is written: shapes from the back to the front, in a few styles.
struct SVG {
  private let width: Double
  private let height: Double
  private var body: [String] = []

  init(width: Double, height: Double) {
    self.width = width
    self.height = height
  }

  enum TextStyle: String {
    case title, note, axis, axisBelow, tickLeft, tickBelow, label
  }

  enum LineStyle {
    case grid
    case frame
    case curve(Int)

    fileprivate var name: String {
      switch self {
      case .grid: "grid"
      case .frame: "frame"
      case .curve(let number): "curve c\(number % SVG.colors.count)"
      }
    }
  }

  /// Told apart by people who see few colours, too; on white.
  fileprivate static let colors = ["#0b62a4", "#d1495b", "#2a9d5c", "#8a5cc2", "#b8860b", "#4d4d4d"]

  mutating func text(_ text: String, x: Double, y: Double, style: TextStyle) {
    let place = #"x="\#(Self.number(x))" y="\#(Self.number(y))""#
    body.append("<text class=\"\(style.rawValue)\" \(place)>\(Self.escaped(text))</text>")
  }

  mutating func line(from start: (Double, Double), to end: (Double, Double), style: LineStyle) {
    let (x1, y1) = (Self.number(start.0), Self.number(start.1))
    body.append(#"<path class="\#(style.name)" d="M\#(x1) \#(y1)L\#(Self.number(end.0)) \#(Self.number(end.1))"/>"#)
  }

  mutating func path(_ points: [(Double, Double)], curve: Int) {
    guard !points.isEmpty else { return }
    let steps = points.map { "\(Self.number($0.0)) \(Self.number($0.1))" }.joined(separator: "L")
    body.append(#"<path class="\#(LineStyle.curve(curve).name)" d="M\#(steps)"/>"#)
  }

  /// A point of a curve; `about` is shown where a mouse rests on it.
  mutating func dot(x: Double, y: Double, curve: Int, about: String) {
    let color = "d\(curve % Self.colors.count)"
    body.append(
      #"<circle class="\#(color)" cx="\#(Self.number(x))" cy="\#(Self.number(y))" r="3.6">"#
        + "<title>\(Self.escaped(about))</title></circle>")
  }

  var document: String {
    let (width, height) = (Self.number(width), Self.number(height))
    let curves = Self.colors.enumerated().map { ".c\($0){stroke:\($1)}.d\($0){fill:\($1)}" }.joined()
    return """
      <svg xmlns="http://www.w3.org/2000/svg" width="\(width)" height="\(height)" viewBox="0 0 \(width) \(height)">
      <style>
      text{font-family:system-ui,-apple-system,"Segoe UI","DejaVu Sans",sans-serif;font-size:12px;fill:#3c4043}
      .title{font-size:18px;font-weight:600;fill:#202124}.note{fill:#5f6368}.axis{font-weight:600}
      .axisBelow,.tickBelow{text-anchor:middle}.tickLeft{text-anchor:end}
      .grid{stroke:#e4e6ea}.frame{stroke:#9aa0a6}.curve{fill:none;stroke-width:2;stroke-linejoin:round}
      circle{stroke:#fff;stroke-width:1.2}\(curves)
      </style>
      <rect width="100%" height="100%" rx="8" fill="#fff"/>
      \(body.joined(separator: "\n"))
      </svg>

      """
  }

  /// Tenths of a pixel are enough, and keep the file small.
  private static func number(_ value: Double) -> String {
    let tenths = (value * 10).rounded() / 10
    return tenths == tenths.rounded() ? "\(Int(tenths))" : "\(tenths)"
  }

  private static func escaped(_ text: String) -> String {
    var escaped = ""
    for character in text {
      switch character {
      case "&": escaped += "&amp;"
      case "<": escaped += "&lt;"
      case ">": escaped += "&gt;"
      default: escaped.append(character)
      }
    }
    return escaped
  }
}
