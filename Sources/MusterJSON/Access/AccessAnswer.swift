public import MusterModel

/// What CheckAccess answers.
public struct AccessAnswer: JSONConvertible, Hashable, Sendable {
  public var reason: AccessReason

  public init(_ reason: AccessReason) { self.reason = reason }

  public var json: JSONValue {
    .object(["Allowed": reason.isAllowed.json, "Reason": reason.json])
  }

  public init(json: JSONValue) throws(JSONError) {
    self.init(try JSONObject(json).value("Reason"))
  }
}

/// What ResolveRecipients answers.
public struct RecipientsAnswer: JSONConvertible, Hashable, Sendable {
  public var accountIDs: [AccountID]

  public init(_ accountIDs: [AccountID]) { self.accountIDs = accountIDs }

  public var json: JSONValue { .object(["AccountIds": accountIDs.json]) }

  public init(json: JSONValue) throws(JSONError) {
    self.init(try JSONObject(json).value("AccountIds"))
  }
}
