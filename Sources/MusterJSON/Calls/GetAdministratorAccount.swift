public import MusterModel

extension GetAdministratorAccount: JSONCall {
  public init(request: JSONObject) throws(JSONError) { self.init() }

  public static func answer(_ output: Invitation?) -> JSONValue { AdministratorAnswer(output).json }
}

/// What GetAdministratorAccount answers: without an administrator the member is left out, which is how clients
/// tell (spec 4.5).
public struct AdministratorAnswer: JSONConvertible, Hashable, Sendable {
  public var administrator: Invitation?

  public init(_ administrator: Invitation?) { self.administrator = administrator }

  public var json: JSONValue { json(naming: .administrator) }

  /// As the operation of that generation answers.
  public func json(naming generation: NamingGeneration) -> JSONValue {
    .object([generation.administratorField: administrator?.json])
  }

  public init(json: JSONValue) throws(JSONError) {
    self.init(try JSONObject(json).optional("Administrator"))
  }
}
