import Foundation

/// The table of the targets: Muster's figure and a peer's, of the same run on the same machine.
@main struct Benchmarks {
  static func main() async {
    do {
      let options = try BenchmarkOptions(Array(CommandLine.arguments.dropFirst()))
      if options.wantsHelp { return print(BenchmarkOptions.help(steps.map(\.name))) }
      let machine = MachineName.text
      let table = try await measure(Workshop(options))
      print("\(machine); medians of \(options.runs) runs, the load on the same cores\n")
      print(table.text)
      print(table.summary)
    } catch {
      FileHandle.standardError.write(Data("muster-benchmarks: \(error)\n".utf8))
      exit(1)
    }
  }

  /// A measurement that fails is a line that says why, and the others go on.
  private static func measure(_ workshop: Workshop) async throws -> TargetTable {
    var table = TargetTable()
    let chosen = steps.filter { step in workshop.options.only.map { step.name.contains($0) } ?? true }
    guard !chosen.isEmpty else {
      throw BenchmarkError.setup(
        "--only is \(workshop.options.only ?? ""); give a part of one of: \(steps.map(\.name).joined(separator: ", "))")
    }
    for step in chosen {
      do {
        table.rows += try await step.rows(workshop)
      } catch {
        workshop.progress(nil)
        table.rows.append(TargetRow(name: step.name, goal: Goal("-"), ours: .missing("\(error)")))
      }
    }
    return table
  }

  private struct Step {
    let name: String
    let rows: (Workshop) async throws -> [TargetRow]
  }

  private static var steps: [Step] {
    [
      Step(name: "reads one at a time") { try await ReadRows($0).oneAtATime() },
      Step(name: "reads pipelined") { try await ReadRows($0).pipelined() },
      Step(name: "writes in batches") { try await [WriteRows($0).batches()] },
      Step(name: "writes one at a time") { try await [WriteRows($0).oneAtATime()] },
      Step(name: "writes in a crowd") { try await [WriteRows($0).crowd()] },
      Step(name: "memory idle") { [try MemoryRows(workshop: $0).idle()] },
      Step(name: "memory of members") { [try await MemoryRows(workshop: $0).ofAMember()] },
      Step(name: "memory of connections") { [try MemoryRows(workshop: $0).ofAConnection()] },
      Step(name: "start") { [try StartRow(workshop: $0).row()] },
      Step(name: "size") { [CountedRows(workshop: $0).binarySize()] },
      Step(name: "allocations") { [CountedRows(workshop: $0).allocations()] },
      Step(name: "gateway") { [CountedRows(workshop: $0).gateway()] },
    ]
  }
}
