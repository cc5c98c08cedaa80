internal import MusterProcess

/// What is wrong with one configuration file, collected so that all of it can be mended at once.
final class Problems {
  struct Problem: Hashable {
    let line: Int
    let column: Int
    /// The path of the key, `grants[0].user`; nil where the file is no YAML at all.
    let key: String?
    let message: String
  }

  let file: String
  private(set) var list: [Problem] = []

  init(file: String) { self.file = file }

  func add(_ message: String, key: String?, line: Int, column: Int) {
    list.append(Problem(line: line, column: column, key: key, message: message))
  }

  /// As compilers write them, in the order of the file.
  var messages: [String] {
    let shown = list.sorted { ($0.line, $0.column) < ($1.line, $1.column) }.prefix(Limits.configurationProblems)
    let lines = shown.map { problem in
      let key = problem.key.map { Escaping.plain($0) + ": " } ?? ""
      return "\(place(line: problem.line, column: problem.column)): \(key)\(problem.message)"
    }
    return list.count == shown.count ? lines : lines + ["\(Escaping.plain(file)): and \(list.count - shown.count) more"]
  }

  func place(line: Int, column: Int) -> String { "\(Escaping.plain(file)):\(line):\(column)" }
}
