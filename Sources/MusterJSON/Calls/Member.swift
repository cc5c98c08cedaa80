public import MusterModel

extension Member: JSONConvertible {
  public var json: JSONValue {
    .object([
      "AccountId": accountID.json,
      "Email": email?.json,
      // Both generations' names, always with equal values (spec 1.1).
      "MasterId": administratorID.json,
      "AdministratorId": administratorID.json,
      "MemberStatus": status.json,
      "InvitedAt": invitedAt?.json,
      "UpdatedAt": updatedAt.json,
    ])
  }

  public init(json: JSONValue) throws(JSONError) {
    let object = try JSONObject(json)
    self.init(
      accountID: try object.value("AccountId"),
      administratorID: try object.value("AdministratorId"),
      email: try object.optional("Email"),
      status: try object.value("MemberStatus"),
      invitedAt: try object.optional("InvitedAt"),
      updatedAt: try object.value("UpdatedAt"))
  }
}
