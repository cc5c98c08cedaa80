/// What GetInvitationsCount answers.
public struct InvitationsCountAnswer: JSONConvertible, Hashable, Sendable {
  public var count: Int

  public init(_ count: Int) { self.count = count }

  public var json: JSONValue { .object(["InvitationsCount": count.json]) }

  public init(json: JSONValue) throws(JSONError) {
    self.init(try JSONObject(json).value("InvitationsCount"))
  }
}
