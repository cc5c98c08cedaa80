internal import Charts
internal import Foundation
internal import MusterLoad

/// What studies measure with.
struct Bench {
  let musterd: String
  let databases: DatabaseCache
  private let runs: Int
  private let seconds: Double

  init(musterd: String, cache: String) throws {
    let environment = ProcessInfo.processInfo.environment
    self.musterd = musterd
    databases = try DatabaseCache(cache, musterd: musterd)
    runs = environment["RUNS"].flatMap(Int.init) ?? 3
    seconds = environment["SECONDS_EACH"].flatMap(Double.init) ?? 0.5
  }

  /// What came of one point: medians.
  struct Figures {
    let perSecond: Double
    let p99Microseconds: Double
  }

  /// Runs a load against a daemon some times.
  func measure(
    _ daemon: DaemonProcess, _ mix: String, _ ground: LoadGround, connections: Int, window: Int
  ) throws -> Figures {
    let calls = try LoadCalls(LoadMix(mix), on: ground)
    var rates: [Double] = []
    var tails: [Double] = []
    for _ in 0..<runs {
      let plan = LoadPlan(
        socket: daemon.socket, connections: connections, window: window, seconds: seconds, warmUpSeconds: seconds / 2)
      let report = try LoadRun(plan, calls).perform()
      if let broken = report.broken { throw broken }
      guard report.failed == 0, report.unanswered == 0, report.answered > 0 else {
        let reasons = report.all.firstFailures.map { "\($0.key): \($0.value)" }.joined(separator: "; ")
        throw Failure("\(mix): \(report.failed) calls failed, \(report.unanswered) had no answer. \(reasons)")
      }
      rates.append(report.perSecond)
      tails.append(Double(report.all.latencies.percentile(99)) / 1000)
    }
    return Figures(perSecond: Self.median(rates), p99Microseconds: Self.median(tails))
  }

  /// A daemon on a database of such a ground, for as long as the body takes.
  func serving<Value>(_ ground: LoadGround, _ body: (DaemonProcess) async throws -> Value) async throws -> Value {
    let daemon = try DaemonProcess(musterd, data: try databases.directory(of: ground))
    defer { daemon.stop() }
    return try await body(daemon)
  }

  static func median(_ figures: [Double]) -> Double { figures.sorted()[figures.count / 2] }

  static func ground(tenants: Int, members: Int) throws -> LoadGround {
    guard
      let ground = LoadGround(
        region: LoadGround.usualRegion, first: LoadGround.usualFirst, tenants: tenants, members: members)
    else { throw Failure("\(tenants) administrators of \(members) members are more than there are numbers for") }
    return ground
  }
}
