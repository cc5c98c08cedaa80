import Foundation

/// The programs that Muster is measured beside. They are built by `peers.sh`, which also says of which there are none.
struct Peers {
  private let directory: String?
  private let reasons: [String: String]

  init(directory: String?) {
    self.directory = directory
    let missing = directory.flatMap { try? String(contentsOfFile: $0 + "/missing", encoding: .utf8) }
    reasons = Self.reasons(in: missing ?? "")
  }

  /// Lines `NAME: reason`.
  static func reasons(in text: String) -> [String: String] {
    var reasons: [String: String] = [:]
    for line in text.split(separator: "\n") {
      guard let colon = line.firstIndex(of: ":") else { continue }
      reasons[String(line[..<colon])] = line[line.index(after: colon)...].trimmingCharacters(in: .whitespaces)
    }
    return reasons
  }

  /// A program's path, or why it is not there.
  func path(_ name: String) -> Result<String, BenchmarkError> {
    guard let directory else { return .failure(.setup("no --peers were given")) }
    if let reason = reasons[name] { return .failure(.setup(reason)) }
    let path = "\(directory)/\(name)"
    return FileManager.default.isExecutableFile(atPath: path)
      ? .success(path) : .failure(.setup("\(path) is not there"))
  }
}

extension TargetRow.Outcome {
  /// Figures of several runs, of which some may have come to nothing.
  init(_ runs: [Double?], _ quantity: Quantity, _ problem: String = "it failed") {
    let figures = runs.compactMap(\.self)
    guard figures.count == runs.count, let figure = Figure(figures, quantity) else {
      self = .missing(problem)
      return
    }
    self = .figure(figure)
  }
}
