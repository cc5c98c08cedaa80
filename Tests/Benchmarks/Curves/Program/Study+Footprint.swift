internal import Charts
internal import MusterLoad

/// What a daemon takes: memory, and time to start.
extension Study {
  static let footprint = [memory, start]

  private static let memory = Study(
    name: "memory", title: "Memory", subject: "rosters of 1,000 members, read by GetMembers until all are resident",
    axis: "resident members"
  ) { bench, study in
    var all: [Chart.Point] = []
    var each: [Chart.Point] = []
    for tenants in [1, 10, 100, 1000, 4000] {
      let ground = try Bench.ground(tenants: tenants, members: 1000)
      let (idle, full) = try await bench.serving(ground) { daemon in
        let idle = daemon.residentBytes
        try await Residency.load(ground, into: daemon)
        return (idle, daemon.residentBytes)
      }
      let members = Double(tenants * 1000)
      all.append(Chart.Point(members, full))
      each.append(Chart.Point(members, (full - idle) / members))
    }
    let x = Chart.Axis(study.axis, .count)
    return [
      Chart.Panel("resident memory", x: x, y: .memory, curves: [Chart.Curve("all", all)]),
      Chart.Panel("of a member, beyond idle", x: x, y: .memory, curves: [Chart.Curve("each", each)]),
    ]
  }

  private static let start = Study(
    name: "start", title: "Start", subject: "from the program's start to its first connection",
    axis: "members on disk"
  ) { bench, study in
    var times: [Chart.Point] = []
    var sizes: [Chart.Point] = []
    for members in [10_000, 100_000, 1_000_000, 10_000_000] {
      let ground = try Bench.ground(tenants: members / 1000, members: 1000)
      var starts: [Double] = []
      for _ in 0..<5 { starts.append(try await bench.serving(ground) { $0.startMicroseconds }) }
      times.append(Chart.Point(Double(members), Bench.median(starts)))
      sizes.append(Chart.Point(Double(members), try bench.databases.bytes(of: ground)))
    }
    let x = Chart.Axis(study.axis, .count)
    return [
      Chart.Panel("start to serving", x: x, y: .time, curves: [Chart.Curve("start", times)]),
      Chart.Panel("database", x: x, y: .memory, curves: [Chart.Curve("size", sizes)]),
    ]
  }
}
