internal import MusterProcess

/// What is wrong with one credentials file, collected so that all of it can be mended at once. Holds no value of the
/// file: any of them may be a secret.
struct CredentialsProblems {
  private let file: String
  private var list: [(line: Int, message: String)] = []

  init(file: String) { self.file = file }

  var isEmpty: Bool { list.isEmpty }

  mutating func add(_ message: String, line: Int, profile: String? = nil) {
    let place = profile.map { "profile \(Escaping.quoted($0)): " } ?? ""
    list.append((line, place + message))
  }

  /// As compilers write them, in the order of the file.
  var messages: [String] {
    let shown = list.sorted { $0.line < $1.line }.prefix(Limits.credentialsProblems)
    let file = Escaping.plain(file)
    let lines = shown.map { "\(file):\($0.line): \($0.message)" }
    return list.count == shown.count ? lines : lines + ["\(file): and \(list.count - shown.count) more"]
  }
}
