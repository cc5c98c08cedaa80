internal import Charts

/// What callers do more of.
extension Study {
  static let load = [connections, window, payload]

  private static let connections = Study(
    name: "connections", title: "Connections", subject: "CheckAccess; 100 administrators of 100 members each",
    axis: "connections"
  ) { bench, study in
    let ground = try Bench.ground(tenants: 100, members: 100)
    return try await bench.serving(ground) { daemon in
      let curves = try [1, 16].map { window in
        var curve = Measured(window == 1 ? "one call in flight on each" : "\(window) in flight on each")
        for connections in [1, 4, 16, 64, 256, 1024, 4096] {
          curve.add(
            connections,
            try bench.measure(daemon, "check-access", ground, connections: connections, window: window))
        }
        return curve
      }
      return study.panels(curves)
    }
  }

  private static let window = Study(
    name: "window", title: "Calls in flight", subject: "8 connections; 100 administrators of 100 members each",
    axis: "calls in flight on each connection"
  ) { bench, study in
    let ground = try Bench.ground(tenants: 100, members: 100)
    return try await bench.serving(ground) { daemon in
      let curves = try [("CheckAccess", "check-access"), ("GetMembers of 1", "get-members")].map { name, mix in
        var curve = Measured(name)
        for window in [1, 4, 16, 64, 256, 1024] {
          curve.add(window, try bench.measure(daemon, mix, ground, connections: 8, window: window))
        }
        return curve
      }
      return study.panels(curves)
    }
  }

  private static let payload = Study(
    name: "payload", title: "Accounts in a call", subject: "8 connections, 4 calls in flight on each",
    axis: "accounts in a call"
  ) { bench, study in
    let ground = try Bench.ground(tenants: 1, members: 1000)
    return try await bench.serving(ground) { daemon in
      var read = Measured("GetMembers")
      for size in [1, 3, 10, 50, 200, 1000] {
        let figures = try bench.measure(daemon, "get-members:\(size)", ground, connections: 8, window: 4)
        read.add(size, figures, things: size)
      }
      var checked = Measured("BatchCheckAccess")
      for size in [1, 10, 100, 1000, 10_000] {
        let figures = try bench.measure(daemon, "batch-check-access:\(size)", ground, connections: 8, window: 4)
        checked.add(size, figures, things: size)
      }
      return study.panels([read, checked], "accounts a second")
    }
  }
}
