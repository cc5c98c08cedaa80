import Foundation
import MusterLoad

/// How long a daemon takes from its start to its first answer, with a database that was there before.
struct StartRow {
  let workshop: Workshop

  func row() throws -> TargetRow {
    let rows = workshop.options.rows
    let name = "start to the first answer, \(digits(Double(rows) / 1e6)) M members on disk"
    // What fewer members take says nothing of that.
    let goal = rows < 10_000_000 ? Goal("≤ 100 ms with 10 M") : Goal("≤ 100 ms", .most(100))
    let data: String
    do {
      data = try database(ofRows: rows)
    } catch {
      return TargetRow(name: name, goal: goal, ours: .missing("\(error)"))
    }
    let ground = try Loads.ground("start", tenants: 1, members: 1)
    let call = try LoadCalls(LoadMix([LoadMix.Part(.checkAccess)]), on: ground).sample
    // Whatever the last writer left to do is done by the first daemon.
    try workshop.daemon(data: data).stop()
    let runs = try workshop.inTurn(name) {
      let begin = Clock.now()
      let daemon = try workshop.daemon(data: data)
      _ = try IdleConnection(daemon.socket, call)
      return Optional(Double(Clock.now() - begin) / 1e6)
    }
    return TargetRow(name: name, goal: goal, ours: TargetRow.Outcome(runs, .milliseconds))
  }

  /// The directory of one that is kept from one time to the next: it takes a minute to make.
  private func database(ofRows rows: Int) throws -> String {
    let directory = "\(workshop.options.cache)/members-\(rows)"
    let file = "\(directory)/muster.db"
    guard !FileManager.default.fileExists(atPath: file) else { return directory }
    workshop.progress("making a database of \(rows) members, once")
    defer { workshop.progress(nil) }
    let insert = try workshop.peers.path("insert").get()
    let schema = workshop.path("schema")
    try workshop.daemon(data: schema).stop()
    try FileManager.default.createDirectory(
      atPath: directory, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
    let made = "\(directory)/made"
    guard Program.output(of: insert, ["\(schema)/muster.db", "\(made).db", "\(rows)", "100000"]) != nil else {
      throw BenchmarkError.setup("insert could not make a database of \(rows) members")
    }
    for suffix in ["-wal", "-shm", ""] where FileManager.default.fileExists(atPath: "\(made).db\(suffix)") {
      try FileManager.default.moveItem(atPath: "\(made).db\(suffix)", toPath: "\(file)\(suffix)")
    }
    return directory
  }
}
