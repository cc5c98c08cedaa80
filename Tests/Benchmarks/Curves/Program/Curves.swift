internal import Charts
internal import Foundation

/// Measures how musterd scales, and draws it.
///
///     muster-curves [--musterd PATH] [--cache DIRECTORY] [--out DIRECTORY] [--readme FILE] [NAME…]
///
/// Writes a picture for each study, or those named, into DIRECTORY, and their numbers into FILE. Databases are made once,
/// and kept in the cache. Medians of RUNS runs of SECONDS each, both in the environment.
@main struct Curves {
  private let arguments: Arguments

  static func main() async {
    do {
      let arguments = try Arguments(CommandLine.arguments)
      try await Curves(arguments: arguments).run()
    } catch {
      FileHandle.standardError.write(Data("muster-curves: \(error)\n".utf8))
      exit(1)
    }
  }

  private func run() async throws {
    try FileManager.default.createDirectory(atPath: arguments.out, withIntermediateDirectories: true)
    let load = Machine.load
    if Machine.isBusy(load) {
      print("this machine is busy (\(Machine.percent(load)) of its processors); figures will be too low")
    }
    let bench = try Bench(musterd: arguments.musterd, cache: arguments.cache)
    for study in Study.all where arguments.names.isEmpty || arguments.names.contains(study.name) {
      print("\(study.name): \(study.subject)")
      let chart = try await study.chart(bench)
      try Data(chart.svg.utf8).write(to: URL(fileURLWithPath: "\(arguments.out)/\(study.name).svg"))
      try write(chart.table, of: study.name)
      print(chart.table + "\n")
    }
    try write(Machine.description(load: load), of: "machine")
  }

  private func write(_ part: String, of name: String) throws {
    guard let path = arguments.readme else { return }
    let text = try String(contentsOfFile: path, encoding: .utf8)
    guard let changed = MarkedText(text).replacing(name, with: part) else {
      throw Failure("\(path) has no place for \(name); give it one, between two comments like those of the others")
    }
    try Data(changed.utf8).write(to: URL(fileURLWithPath: path))
  }
}

/// What went wrong, for people.
struct Failure: Error, CustomStringConvertible {
  let description: String

  init(_ description: String) { self.description = description }
}
