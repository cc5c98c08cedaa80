/// What AWS calls the account that has members: two generations of operations have names of their own, and clients
/// mix them (spec 1.1).
public enum NamingGeneration: Hashable, Sendable {
  case administrator
  /// The older one, deprecated and used by Terraform.
  case master

  /// An administrator in an answer.
  public var administratorField: String {
    switch self {
    case .administrator: "Administrator"
    case .master: "Master"
    }
  }

  /// An administrator's id in a request.
  public var administratorIDField: String {
    switch self {
    case .administrator: "AdministratorId"
    case .master: "MasterId"
    }
  }
}
