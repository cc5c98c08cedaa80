import Foundation

/// What is counted, and not timed.
struct CountedRows {
  let workshop: Workshop

  func binarySize() -> TargetRow {
    let bytes = workshop.options.installed.flatMap {
      (try? FileManager.default.attributesOfItem(atPath: $0))?[.size] as? Int
    }
    return TargetRow(
      name: "musterd with Swift's libraries in it, stripped", goal: Goal("-"),
      ours: TargetRow.Outcome(
        [bytes.map { Double($0) / 1_048_576 }], .mebibytes, "no --installed program, which QUICK leaves out"))
  }

  /// By the script of `make bench-check`, which counts in the daemon itself.
  func allocations() -> TargetRow {
    let name = "heap allocations of a pipelined read, the daemon's"
    let goal = Goal("≤ 10", .most(10))
    guard let check = workshop.options.check else {
      return TargetRow(name: name, goal: goal, ours: .missing("no --check script"))
    }
    workshop.progress("counting allocations")
    defer { workshop.progress(nil) }
    let output = Program.output(of: check, [workshop.musterd], acceptingFailure: true) ?? ""
    let counts = ["CheckAccess", "GetMembers of 1"].map { Self.allocations(of: $0, in: output) }
    guard let most = counts.compactMap(\.self).max(), counts.allSatisfy({ $0 != nil }) else {
      return TargetRow(name: name, goal: goal, ours: .missing("\(check) did not count them"))
    }
    return TargetRow(name: name, goal: goal, ours: TargetRow.Outcome([most], .count))
  }

  /// The first number behind `allocations: NAME`.
  static func allocations(of name: String, in output: String) -> Double? {
    let title = "allocations: \(name) "
    guard let line = output.split(separator: "\n").first(where: { $0.hasPrefix(title) }) else { return nil }
    return line.dropFirst(title.count).split(separator: " ").first.flatMap { Double($0) }
  }

  /// Another command has it, since it needs Python and some minutes.
  func gateway() -> TargetRow {
    TargetRow(
      name: "gateway, signed requests", goal: Goal("≥ 40 × moto", .leastOfPeer(40)),
      ours: .missing("run `make bench-aws`"))
  }
}
