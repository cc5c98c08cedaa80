public import MusterModel

extension GetInvitationsCount: JSONCall {
  public init(request: JSONObject) throws(JSONError) { self.init() }

  public static func answer(_ output: Int) -> JSONValue { InvitationsCountAnswer(output).json }
}

/// What GetInvitationsCount answers.
public struct InvitationsCountAnswer: JSONConvertible, Hashable, Sendable {
  public var count: Int

  public init(_ count: Int) { self.count = count }

  public var json: JSONValue { .object(["InvitationsCount": count.json]) }

  public init(json: JSONValue) throws(JSONError) {
    self.init(try JSONObject(json).value("InvitationsCount"))
  }
}
