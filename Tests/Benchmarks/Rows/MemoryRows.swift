import Foundation
import MusterLoad

/// What a daemon keeps in memory.
struct MemoryRows {
  let workshop: Workshop

  func idle() throws -> TargetRow {
    let runs = try workshop.inTurn("memory, idle") {
      let daemon = try workshop.daemon()
      usleep(500_000)
      return Optional(daemon.residentBytes / 1_048_576)
    }
    return TargetRow(
      name: "resident memory, idle", goal: Goal("≤ 32 MiB", .most(32)),
      ours: TargetRow.Outcome(runs, .mebibytes))
  }

  /// What the rosters of the second part of the administrators add, when those of the first are there already.
  func ofAMember() async throws -> TargetRow {
    workshop.progress("memory of resident members")
    defer { workshop.progress(nil) }
    let (some, more) = workshop.options.isQuick ? (20, 60) : (100, 200)
    let data = workshop.path("data")
    let rows = 1000
    let first = try Loads.ground("memory", tenants: some, members: rows, associated: 0)
    let second = try Loads.ground("memory", from: some, tenants: more, members: rows, associated: 0)
    let maker = try workshop.daemon(data: data)
    try await Loads.prepare(first, maker.socket)
    try await Loads.prepare(second, maker.socket)
    maker.stop()
    let daemon = try workshop.daemon(data: data)
    try read(first, daemon)
    let before = daemon.residentBytes
    try read(second, daemon)
    let figure = (daemon.residentBytes - before) / Double(more * rows)
    return TargetRow(
      name: "memory of a resident member, of \(more * rows)", goal: Goal("≤ 200 bytes", .most(200)),
      ours: TargetRow.Outcome([figure], .bytes))
  }

  /// Looks at every roster.
  private func read(_ ground: LoadGround, _ daemon: ServerProcess) throws {
    let calls = try LoadCalls(LoadMix([LoadMix.Part(.listMembers, size: 1)]), on: ground)
    // As many as make it all but certain that none is left out.
    _ = try Loads.run(LoadPlan(socket: daemon.socket, window: 16, seconds: 60, calls: 30 * ground.tenants), calls)
  }

  /// Connections that have made a call, and now are silent.
  func ofAConnection() throws -> TargetRow {
    workshop.progress("memory of idle connections")
    defer { workshop.progress(nil) }
    let count = 1000
    let daemon = try workshop.daemon()
    let ground = try Loads.ground("connections", tenants: 1, members: 1)
    let call = try LoadCalls(LoadMix([LoadMix.Part(.checkAccess)]), on: ground).sample
    let idle = try (0..<100).map { _ in try IdleConnection(daemon.socket, call) }
    let before = daemon.residentBytes
    let more = try (0..<count - idle.count).map { _ in try IdleConnection(daemon.socket, call) }
    usleep(200_000)
    let figure = (daemon.residentBytes - before) / Double(more.count)
    return TargetRow(
      name: "memory of an idle connection, of \(count)", goal: Goal("≤ 16 KiB", .most(16 * 1024)),
      ours: TargetRow.Outcome([figure], .bytes))
  }
}

/// A connection that has made a call.
final class IdleConnection {
  private let socket: LoadSocket

  /// `call` is a frame of its own.
  init(_ path: String, _ call: [UInt8]) throws {
    socket = try LoadSocket(connectingTo: path)
    var frame = call
    // The first call of a connection.
    frame[7] = 1
    _ = try socket.write(frame.span)
    var buffer = [UInt8](repeating: 0, count: 4096)
    _ = try socket.read(into: &buffer, waits: true)
  }
}
