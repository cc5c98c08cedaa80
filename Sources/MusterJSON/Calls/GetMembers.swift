public import MusterModel

extension GetMembers: JSONCall {
  public init(request: JSONObject) throws(JSONError) {
    self.init(try request.value("AccountIds"))
  }

  public static func answer(_ output: MembersByID) -> JSONValue { output.json }
}

extension MembersByID: JSONConvertible {
  public var json: JSONValue {
    .object(["Members": members.json, "UnprocessedAccounts": unprocessed.json])
  }

  public init(json: JSONValue) throws(JSONError) {
    let object = try JSONObject(json)
    self.init(members: try object.value("Members"), unprocessed: try object.value("UnprocessedAccounts"))
  }
}
