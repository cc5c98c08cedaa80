package import MusterJSON
package import MusterLoad

extension LoadReport {
  /// As programs read it. Times are in microseconds.
  package func json(of plan: BenchPlan) -> JSONValue {
    let load = plan.load
    return .object([
      "Mix": plan.mix.description.json, "Connections": load.connections.json, "Window": load.window.json,
      "Rate": load.rate?.json, "Seconds": .number(Self.decimal(seconds, 3)), "Calls": answered.json,
      "Failed": failed.json, "PerSecond": Int(perSecond.rounded()).json, "Unsent": unsent.json, "Late": late.json,
      "Unanswered": unanswered.json, "EndedEarly": broken?.description.json,
      "Operations": .array((operations + [all]).map { $0.json(perSecond: perSecond($0)) }),
    ])
  }

  static func decimal(_ number: Double, _ places: Int) -> String {
    var factor = 1
    for _ in 0..<places { factor *= 10 }
    let scaled = Int((number * Double(factor)).rounded())
    let rest = String(scaled % factor)
    return "\(scaled / factor)." + String(repeating: "0", count: places - rest.count) + rest
  }
}

extension OperationReport {
  func json(perSecond: Int) -> JSONValue {
    .object([
      "Operation": name.json, "Calls": answered.json, "PerSecond": perSecond.json,
      "Microseconds": latencies.count == 0 ? nil : times,
      "Failures": .array(
        failures.sorted { $0.key < $1.key }.map { code, count in
          .object(["Code": code.json, "Calls": count.json, "Message": firstFailures[code]?.json])
        }),
    ])
  }

  private var times: JSONValue {
    func time(_ nanoseconds: UInt64) -> JSONValue { .number(LoadReport.decimal(Double(nanoseconds) / 1000, 3)) }
    return .object([
      "P50": time(latencies.percentile(50)), "P90": time(latencies.percentile(90)),
      "P99": time(latencies.percentile(99)), "P99.9": time(latencies.percentile(99.9)),
      "Max": time(latencies.longest),
      "AtLeastFrom": shortestOpen.map(time),
    ])
  }
}
