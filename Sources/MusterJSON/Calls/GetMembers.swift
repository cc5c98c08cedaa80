public import MusterModel

extension MembersByID: JSONConvertible {
  public var json: JSONValue {
    .object(["Members": members.json, "UnprocessedAccounts": unprocessed.json])
  }

  public init(json: JSONValue) throws(JSONError) {
    let object = try JSONObject(json)
    self.init(members: try object.value("Members"), unprocessed: try object.value("UnprocessedAccounts"))
  }
}
