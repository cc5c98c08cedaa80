public import MusterModel

extension Invitation: JSONConvertible {
  public var json: JSONValue {
    .object([
      "AccountId": accountID.json,
      "InvitationId": invitationID.json,
      "InvitedAt": invitedAt.json,
      "MemberStatus": status.json,
    ])
  }

  public init(json: JSONValue) throws(JSONError) {
    let object = try JSONObject(json)
    self.init(
      accountID: try object.value("AccountId"),
      invitationID: try object.value("InvitationId"),
      invitedAt: try object.value("InvitedAt"),
      status: try object.value("MemberStatus"))
  }
}
