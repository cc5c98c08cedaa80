import Charts
import Foundation
import FoundationXML
import Testing

@Suite("A picture of curves") struct ChartTests {
  private static let read = [Chart.Point(1, 20_000), Chart.Point(16, 300_000), Chart.Point(1024, 900_000)]
  private static let chart = Chart(
    title: "Throughput & latency <by window>", subtitle: "8 connections",
    panels: [
      Chart.Panel(
        "calls a second", x: Chart.Axis("window", .count), y: .count,
        curves: [Chart.Curve("CheckAccess", read), Chart.Curve("GetMembers", [Chart.Point(1, 15_000)])]),
      Chart.Panel(
        "p99", x: Chart.Axis("window", .count), y: .time,
        curves: [Chart.Curve("CheckAccess", [Chart.Point(1, 30)]), Chart.Curve("GetMembers", [])]),
    ])

  @Test func isWellFormedAndSaysWhatItShows() throws {
    let shapes = try Shapes(Self.chart.svg)
    #expect(shapes.texts.contains("Throughput & latency <by window>"))
    #expect(shapes.texts.contains("8 connections"))
    #expect(Set(shapes.texts).isSuperset(of: ["calls a second", "p99", "window", "CheckAccess", "GetMembers"]))
    #expect(shapes.texts.contains("1 M") && shapes.texts.contains("20 µs"))
    #expect(shapes.titles.contains("CheckAccess: 300 k at 16"))
  }

  /// Three points, one and one, and two in the legend.
  @Test func hasADotForEachPoint() throws { #expect(try Shapes(Self.chart.svg).circles.count == 5 + 2) }

  @Test func goesUpAndRightWithTheValues() throws {
    let circles = try Shapes(Self.chart.svg).circles.prefix(3)
    #expect(circles.map(\.x) == circles.map(\.x).sorted())
    #expect(circles.map(\.y) == circles.map(\.y).sorted(by: >))
    // From 1 to 16 is two thirds of the way from 16 to 1,024.
    let steps = zip(circles, circles.dropFirst()).map { $1.x - $0.x }
    #expect(abs(steps[0] * 1.5 - steps[1]) < 0.3)
  }

  @Test func keepsEverythingInside() throws {
    let shapes = try Shapes(Self.chart.svg)
    for circle in shapes.circles {
      #expect((0...shapes.width).contains(circle.x) && (0...shapes.height).contains(circle.y))
    }
  }

  @Test func hasNoLegendForOneCurve() throws {
    let panel = Chart.Panel(
      "start", x: Chart.Axis("members", .count), y: .time, curves: [Chart.Curve("start to serving", Self.read)])
    let shapes = try Shapes(Chart(title: "Start", subtitle: "", panels: [panel]).svg)
    #expect(!shapes.texts.contains("start to serving"))
    #expect(shapes.circles.count == 3)
  }

  @Test func tellsItsNumbers() {
    #expect(
      Self.chart.table == """
        | window | calls a second, CheckAccess | calls a second, GetMembers | p99, CheckAccess | p99, GetMembers |
        | ---: | ---: | ---: | ---: | ---: |
        | 1 | 20 k | 15 k | 30 µs | – |
        | 16 | 300 k | – | – | – |
        | 1,024 | 900 k | – | – | – |
        """)
  }
}

/// What an XML parser finds in a picture.
private final class Shapes: NSObject, XMLParserDelegate {
  private(set) var texts: [String] = []
  private(set) var titles: [String] = []
  private(set) var circles: [(x: Double, y: Double)] = []
  private(set) var width = 0.0
  private(set) var height = 0.0
  private var characters = ""

  init(_ svg: String) throws {
    super.init()
    let parser = XMLParser(data: Data(svg.utf8))
    // The parser holds it weakly, and is done before this returns.
    parser.delegate = self
    try #require(parser.parse(), "\(String(describing: parser.parserError))")
  }

  func parser(
    _ parser: XMLParser, didStartElement name: String, namespaceURI: String?, qualifiedName: String?,
    attributes: [String: String]
  ) {
    characters = ""
    func number(_ key: String) -> Double { attributes[key].flatMap(Double.init) ?? .nan }
    if name == "circle" { circles.append((number("cx"), number("cy"))) }
    if name == "svg" { (width, height) = (number("width"), number("height")) }
  }

  func parser(_ parser: XMLParser, foundCharacters string: String) { characters += string }

  func parser(_ parser: XMLParser, didEndElement name: String, namespaceURI: String?, qualifiedName: String?) {
    if name == "text" { texts.append(characters) }
    if name == "title" { titles.append(characters) }
  }
}
