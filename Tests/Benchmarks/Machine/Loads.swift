import MusterClient
import MusterLoad

/// Runs of the load generator that are all right, or errors.
enum Loads {
  /// A ground of a benchmark's own: Regions know nothing of each other.
  static func ground(
    _ region: String, from first: Int = 0, tenants: Int, members: Int, associated: Int? = nil
  ) throws -> LoadGround {
    guard let region = Region(region), let first = AccountID(number: LoadGround.usualFirst.number + UInt64(first)),
      let ground = LoadGround(
        region: region, first: first, tenants: tenants, members: members, associated: associated)
    else { throw BenchmarkError.setup("\(region) cannot be a Region") }
    return ground
  }

  static func prepare(_ ground: LoadGround, _ socket: String) async throws {
    let keeper = GroundKeeper(ground, socket: socket)
    do {
      try await keeper.prepare { _ in }
    } catch {
      throw BenchmarkError.setup("\(error)")
    }
    await keeper.close()
  }

  static func run(_ plan: LoadPlan, _ calls: LoadCalls) throws -> LoadReport {
    let report: LoadReport
    do {
      report = try LoadRun(plan, calls).perform()
    } catch {
      throw BenchmarkError.setup("\(error)")
    }
    if let broken = report.broken { throw BenchmarkError.setup("\(broken)") }
    guard report.failed == 0 else {
      throw BenchmarkError.setup("\(report.failed) calls failed: \(report.all.firstFailures)")
    }
    return report
  }

  /// Microseconds of a call, one at a time.
  static func p50(_ calls: LoadCalls, _ socket: String, seconds: Double) throws -> Double {
    let report = try run(LoadPlan(socket: socket, seconds: seconds, warmUpSeconds: seconds / 5), calls)
    return Double(report.all.latencies.percentile(50)) / 1000
  }
}
