import MusterLoad

/// Calls that change nothing, beside echoes that know nothing.
struct ReadRows {
  private let workshop: Workshop
  private let daemon: ServerProcess
  private let check: LoadCalls
  private let get: LoadCalls
  private let seconds: Double

  init(_ workshop: Workshop) async throws {
    self.workshop = workshop
    seconds = workshop.options.seconds
    daemon = try workshop.daemon()
    let ground = try Loads.ground("reads", tenants: 16, members: 200)
    try await Loads.prepare(ground, daemon.socket)
    check = try LoadCalls(LoadMix([LoadMix.Part(.checkAccess)]), on: ground)
    get = try LoadCalls(LoadMix([LoadMix.Part(.getMembers)]), on: ground)
  }

  func oneAtATime() throws -> [TargetRow] {
    let echo = PeerServer("muster-bench-echo", in: workshop) { ["--socket", $0] }
    let sizes = (request: check.sample.count, reply: check.sample.count)
    let runs = try workshop.inTurn("reads, one at a time") {
      (
        try Loads.p50(check, daemon.socket, seconds: seconds),
        try echo.measure { try Loads.p50(check, $0, seconds: seconds) },
        try PingPong.p50(requestBytes: sizes.request, replyBytes: sizes.reply, seconds: seconds)
      )
    }
    let ours = TargetRow.Outcome(runs.map(\.0), .microseconds)
    let name = "CheckAccess, one at a time, p50"
    return [
      TargetRow(
        name: name, goal: Goal("≤ 1.25 × the echo", .mostOfPeer(1.25)), ours: ours,
        peer: ("NIO + protobuf-c echo", TargetRow.Outcome(runs.map(\.1), .microseconds, echo.problem))),
      TargetRow(
        name: name, goal: Goal("towards 2 × ping-pong"), ours: ours,
        peer: ("raw ping-pong", TargetRow.Outcome(runs.map(\.2), .microseconds))),
    ]
  }

  func pipelined() throws -> [TargetRow] {
    let echo = PeerServer("echo", in: workshop) { [$0] }
    let echoes = try Self.echoes(ofBytes: check.sample.count)
    let runs = try workshop.inTurn("reads, 8 connections × 16") {
      (
        try rate(check, daemon.socket), try rate(get, daemon.socket),
        try echo.measure { try rate(echoes, $0) }
      )
    }
    let goal = Goal("≥ 10 × the echo, ≥ 1.5 M/s", .leastOfPeer(10), .least(1_500_000))
    let theirs = TargetRow.Outcome(runs.map(\.2), .perSecond, echo.problem)
    return [("CheckAccess", runs.map(\.0)), ("GetMembers of one", runs.map(\.1))].map { name, figures in
      TargetRow(
        name: "\(name), 8 connections × 16", goal: goal, ours: TargetRow.Outcome(figures, .perSecond),
        peer: ("Go ttrpc 1.1.1 echo", theirs))
    }
  }

  private func rate(_ calls: LoadCalls, _ socket: String) throws -> Double {
    try Loads.run(
      LoadPlan(socket: socket, connections: 8, window: 16, seconds: seconds, warmUpSeconds: seconds / 5), calls
    ).perSecond
  }

  /// Calls of the Go echo whose frames are about so long.
  private static func echoes(ofBytes bytes: Int) throws -> LoadCalls {
    let around = try PreparedCalls.frame(service: "bench.Echo", method: "Echo", payload: [0x0A, 0]).count
    let message = [UInt8](repeating: 7, count: max(1, min(127, bytes - around)))
    return LoadCalls(
      "Echo",
      frames: [
        try PreparedCalls.frame(
          service: "bench.Echo", method: "Echo", payload: [0x0A, UInt8(message.count)] + message)
      ])
  }
}
