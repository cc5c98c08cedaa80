/// Everything that is wrong with a file, so that it is corrected in one go.
struct FileProblems: Sendable {
  private var listed: [String] = []
  private(set) var count = 0

  var isEmpty: Bool { count == 0 }

  mutating func add(_ problem: String, at place: String) {
    count += 1
    if listed.count < Limits.listedProblems { listed.append("\(place): \(problem)") }
  }

  func failure(of file: String) -> Failure {
    if count == 1, let problem = listed.first {
      return .usage("\(file), \(problem); nothing was sent.", remedy: "Correct it and run the same command again.")
    }
    var details = listed
    if count > listed.count { details.append("and \(count - listed.count) more") }
    return .usage(
      "\(file) has \(count) bad entries, so nothing was sent.",
      remedy: "Correct them and run the same command again.", details: details)
  }
}
