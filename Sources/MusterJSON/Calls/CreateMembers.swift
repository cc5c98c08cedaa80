public import MusterModel

extension CreateMembers: JSONCall {
  public init(request: JSONObject) throws(JSONError) {
    self.init(try request.value("AccountDetails"))
  }
}

extension AccountDetails: JSONConvertible {
  public var json: JSONValue {
    .object(["AccountId": accountID.json, "Email": email?.json])
  }

  public init(json: JSONValue) throws(JSONError) {
    let object = try JSONObject(json)
    self.init(accountID: try object.value("AccountId"), email: try object.optional("Email"))
  }
}
