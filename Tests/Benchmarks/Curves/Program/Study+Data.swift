internal import Charts
internal import MusterLoad

/// What there is more of.
extension Study {
  static let data = [roster, tenants, disk]

  private static let calls = [
    (name: "CheckAccess", mix: "check-access"), (name: "GetMembers of 1", mix: "get-members"),
    (name: "ListMembers of 50", mix: "list-members:50"),
  ]

  private static let roster = Study(
    name: "roster", title: "Roster size", subject: "one administrator; 8 connections, 16 calls in flight on each",
    axis: "members of one administrator"
  ) { bench, study in
    try await study.panels(
      grown(bench, [10, 100, 1000, 10_000, 100_000], calls) { try Bench.ground(tenants: 1, members: $0) })
  }

  private static let tenants = Study(
    name: "tenants", title: "Administrators",
    subject: "10 members each; 8 connections, 16 calls in flight on each, to 4,096 of them by chance",
    axis: "administrators"
  ) { bench, study in
    try await study.panels(
      grown(bench, [1, 10, 100, 1000, 10_000, 100_000], Array(calls.prefix(2))) {
        try Bench.ground(tenants: $0, members: 10)
      })
  }

  private static let disk = Study(
    name: "disk", title: "Members on disk",
    subject: "1,000 members to an administrator, 1,001 of whom call; 8 connections, 16 calls in flight on each",
    axis: "members on disk"
  ) { bench, study in
    try await study.panels(
      grown(bench, [10_000, 100_000, 1_000_000, 10_000_000], Array(calls.prefix(2)), calling: 1001) {
        try Bench.ground(tenants: $0 / 1000, members: 1000)
      })
  }

  /// The same calls to one daemon after another, each with more. Where `calling` says so, only the first administrators
  /// call, all of whose rosters are resident: what is on disk besides is what grows.
  private static func grown(
    _ bench: Bench, _ sizes: [Int], _ calls: [(name: String, mix: String)], calling: Int? = nil,
    _ ground: (Int) throws -> LoadGround
  ) async throws -> [Measured] {
    var curves = calls.map { Measured($0.name) }
    for size in sizes {
      let all = try ground(size)
      try await bench.serving(all) { daemon in
        var ground = all
        if let calling {
          if all.tenants > calling { ground = try Bench.ground(tenants: calling, members: all.members) }
          try await Residency.load(ground, into: daemon)
        }
        for (index, call) in calls.enumerated() {
          curves[index].add(size, try bench.measure(daemon, call.mix, ground, connections: 8, window: 16))
        }
      }
    }
    return curves
  }
}
