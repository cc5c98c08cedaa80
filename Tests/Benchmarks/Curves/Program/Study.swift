internal import Charts

/// One thing that grows, and what becomes of calls meanwhile.
struct Study: Sendable {
  /// The picture's file, and its place in the README.
  let name: String
  let title: String
  let subject: String
  /// What grows.
  let axis: String
  let measure: @Sendable (Bench, Study) async throws -> [Chart.Panel]

  static let all: [Study] = load + data + footprint

  func chart(_ bench: Bench) async throws -> Chart {
    Chart(title: title, subtitle: subject, panels: try await measure(bench, self))
  }

  /// Calls a second, or `things` of them, and p99: a curve of each for every kind of call.
  func panels(_ measured: [Measured], _ things: String = "calls a second") -> [Chart.Panel] {
    let x = Chart.Axis(axis, .count)
    return [
      Chart.Panel(things, x: x, y: .count, curves: measured.map { Chart.Curve($0.name, $0.rates) }),
      Chart.Panel("p99 of a call", x: x, y: .time, curves: measured.map { Chart.Curve($0.name, $0.tails) }),
    ]
  }
}

/// A kind of call at some points of an axis.
struct Measured {
  let name: String
  private(set) var rates: [Chart.Point] = []
  private(set) var tails: [Chart.Point] = []

  init(_ name: String) { self.name = name }

  /// `things` is how many each call is about.
  mutating func add(_ x: Int, _ figures: Bench.Figures, things: Int = 1) {
    rates.append(Chart.Point(Double(x), figures.perSecond * Double(things)))
    tails.append(Chart.Point(Double(x), figures.p99Microseconds))
  }
}
