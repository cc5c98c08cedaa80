/// Everything that is wrong with a file, so that it is corrected in one go; up to a limit, past which it is
/// probably not the file that was meant.
struct FileProblems: Sendable {
  private var list: [String] = []

  var isEmpty: Bool { list.isEmpty }
  /// Whether reading on would be of no use.
  var isFull: Bool { list.count >= Limits.listedProblems }

  mutating func add(_ problem: String, at place: String) { list.append("\(place): \(problem)") }

  func failure(of file: String) -> Failure {
    if list.count == 1, let problem = list.first {
      return .usage("\(file), \(problem); nothing was sent.", remedy: "Correct it and run the same command again.")
    }
    return .usage(
      "\(file) has \(list.count) bad entries\(isFull ? " or more" : ""), so nothing was sent.",
      remedy: "Correct them and run the same command again.", details: list)
  }
}
