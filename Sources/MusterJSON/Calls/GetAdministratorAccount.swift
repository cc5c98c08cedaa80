public import MusterModel

/// What GetAdministratorAccount answers: without an administrator the member is left out, which is how clients
/// tell (spec 4.5).
public struct AdministratorAnswer: JSONConvertible, Hashable, Sendable {
  public var administrator: Invitation?

  public init(_ administrator: Invitation?) { self.administrator = administrator }

  public var json: JSONValue { .object(["Administrator": administrator?.json]) }

  public init(json: JSONValue) throws(JSONError) {
    self.init(try JSONObject(json).optional("Administrator"))
  }
}
