public import MusterModel

extension UnprocessedAccount: JSONConvertible {
  public var json: JSONValue {
    .object(["AccountId": accountID.json, "ProcessingResult": processingResult.json])
  }

  public init(json: JSONValue) throws(JSONError) {
    let object = try JSONObject(json)
    self.init(
      accountID: try object.value("AccountId"), processingResult: try object.value("ProcessingResult"))
  }
}

/// What CreateMembers, InviteMembers and their like answer.
public struct UnprocessedAccounts: JSONConvertible, Hashable, Sendable {
  public var list: [UnprocessedAccount]

  public init(_ list: [UnprocessedAccount]) { self.list = list }

  public var json: JSONValue { .object(["UnprocessedAccounts": list.json]) }

  public init(json: JSONValue) throws(JSONError) {
    self.init(try JSONObject(json).value("UnprocessedAccounts"))
  }
}
