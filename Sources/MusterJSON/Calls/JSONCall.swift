public import MusterModel

/// A call of the model as AWS's clients write it, and what it answers as they read it.
///
/// What a client puts into the path or the query stands in the same object as what it puts into the body, under the
/// name that it has there. Members that nobody asks for are ignored, and null is absent (spec 2.6). Bounds and blanks
/// are left to ``Call/checkShape()``.
public protocol JSONCall: Call {
  init(request: JSONObject) throws(JSONError)
  static func answer(_ output: Output) -> JSONValue
}

extension JSONCall where Output == Done {
  public static func answer(_ output: Done) -> JSONValue { output.json }
}

extension JSONCall where Output == [UnprocessedAccount] {
  public static func answer(_ output: [UnprocessedAccount]) -> JSONValue { UnprocessedAccounts(output).json }
}

/// A call that is always refused has nothing to answer.
extension JSONCall where Output == Never {
  public static func answer(_ output: Never) -> JSONValue {}
}
