import MusterJSON
import TestSupport

/// `muster` against one socket, as a person or a script calls it.
struct CommandLine {
  let directory: TemporaryDirectory
  var socket: String { directory.path("muster.sock") }

  /// Runs it for an account; nil: for none.
  func callAsFunction(
    _ account: String?, _ arguments: String..., input: String = "", environment: [String: String] = [:]
  ) async throws -> FinishedProgram {
    var variables = ["MUSTER_SOCKET": socket, "HOME": directory.path]
    variables["MUSTER_ACCOUNT"] = account
    return try await FinishedProgram.run(
      "muster", arguments, environment: variables.merging(environment) { $1 }, input: input, in: directory)
  }
}

extension FinishedProgram {
  /// The document on standard output.
  func document<Document: JSONConvertible>(_ type: Document.Type = Document.self) throws -> Document {
    try Document(json: try JSONParser.document(output.utf8))
  }

  /// Code and message of the failure on standard error.
  var failure: (code: String, message: String) {
    get throws {
      let error = try JSONObject(JSONObject(JSONParser.document(errors.utf8))["Error"] ?? .null)
      return (try error.value("Code"), try error.value("Message"))
    }
  }
}
