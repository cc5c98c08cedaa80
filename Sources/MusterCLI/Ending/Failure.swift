/// Why a command could not be carried out: for the exit status, for programs and for people.
package struct Failure: Error, Hashable, Sendable {
  package var ending: Ending
  /// For programs: AWS's name of the error where there is one.
  package var code: String
  /// What is wrong, as one sentence that names the flag, file or value.
  package var message: String
  /// What to do about it.
  package var remedy: String?
  /// One line each, where a file has many faults.
  package var details: [String]

  package init(
    _ ending: Ending, _ code: String, _ message: String, remedy: String? = nil, details: [String] = []
  ) {
    self.ending = ending
    self.code = code
    self.message = message
    self.remedy = remedy
    self.details = details
  }

  /// The same failure, with better advice than its kind alone allows.
  package func advising(_ remedy: String) -> Failure {
    var failure = self
    failure.remedy = remedy
    return failure
  }

  package static func usage(_ message: String, remedy: String? = nil, details: [String] = []) -> Failure {
    Failure(.usage, "UsageError", message, remedy: remedy, details: details)
  }
}
