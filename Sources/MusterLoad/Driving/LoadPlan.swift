/// How a server is to be called.
package struct LoadPlan: Hashable, Sendable {
  package var socket: String
  package var connections: Int
  /// Calls in flight on each connection, at most.
  package var window: Int
  package var seconds: Double
  /// How long it goes on before anything is measured.
  package var warmUpSeconds: Double
  /// Calls a second, on all connections together, each at its time. Nil: as fast as answers come.
  package var rate: Int?
  /// Threads that call.
  package var threads: Int
  /// Calls after which it ends, those of the warm-up included. Nil: it ends with its time.
  package var calls: Int?

  package init(
    socket: String, connections: Int = 1, window: Int = 1, seconds: Double = 1, warmUpSeconds: Double = 0,
    rate: Int? = nil, threads: Int = 1, calls: Int? = nil
  ) {
    self.socket = socket
    self.connections = connections
    self.window = window
    self.seconds = seconds
    self.warmUpSeconds = warmUpSeconds
    self.rate = rate
    self.threads = min(max(1, threads), connections)
    self.calls = calls
  }

  /// Refuses what cannot be carried out with these calls.
  package func check(_ calls: LoadCalls) throws(LoadError) {
    guard connections * window <= Limits.callsInFlight else {
      throw .plan(
        "\(connections) connections with \(window) calls in flight on each are \(connections * window) calls at a time; "
          + "there may be \(Limits.callsInFlight)")
    }
    guard let writes = calls.writes, writes.tenants.count < connections else { return }
    throw .plan(
      "\(connections) connections write the rosters of \(writes.tenants.count) administrators, and each connection needs "
        + "one of its own")
  }

  /// How many of the calls a thread makes.
  func calls(ofThread thread: Int) -> Int { calls.map { ($0 + threads - 1 - thread) / threads } ?? .max }

  /// Which connections a thread has: every so manieth.
  func connections(ofThread thread: Int) -> [Int] { Array(stride(from: thread, to: connections, by: threads)) }
}
