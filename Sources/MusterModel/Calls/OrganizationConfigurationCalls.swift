/// Which standards new accounts of an organization get (spec 2.1).
public enum AutoEnableStandards: UInt8, Hashable, Sendable, CaseIterable {
  case none
  case `default`
}

extension AutoEnableStandards: CustomStringConvertible {
  public var description: String {
    switch self {
    case .none: "NONE"
    case .default: "DEFAULT"
    }
  }
}

/// From where an organization's accounts are configured (spec 2.6).
public enum ConfigurationType: UInt8, Hashable, Sendable, CaseIterable {
  case central
  case local
}

extension ConfigurationType: CustomStringConvertible {
  public var description: String {
    switch self {
    case .central: "CENTRAL"
    case .local: "LOCAL"
    }
  }
}

/// A call of an organization's administrator about its configuration. Muster knows no organization, so nobody
/// administers one (spec D16): its output cannot be.
public protocol OrganizationConfigurationCall: ReadCall where Output == Never {}

extension OrganizationConfigurationCall {
  public func parts(for principal: Principal) -> [ViewPart] { [.head(principal.account)] }

  public func answer(
    from views: some Views, for principal: Principal, pages: some PageTokens
  ) throws(CallError) -> Never {
    _ = try views.hub(of: principal)
    throw CallError(.invalidAccess, "Account \(principal.account) is not an administrator for this organization")
  }
}

/// How the organization's accounts are configured.
public struct DescribeOrganizationConfiguration: OrganizationConfigurationCall {
  public static let operation = Operation.describeOrganizationConfiguration

  public init() {}
}

/// Changes how the organization's accounts are configured.
public struct UpdateOrganizationConfiguration: OrganizationConfigurationCall {
  public static let operation = Operation.updateOrganizationConfiguration

  /// Required.
  public var autoEnable: Bool?
  /// Nil, like the next: as it is.
  public var autoEnableStandards: AutoEnableStandards?
  public var configurationType: ConfigurationType?

  public init(
    autoEnable: Bool?, autoEnableStandards: AutoEnableStandards? = nil, configurationType: ConfigurationType? = nil
  ) {
    self.autoEnable = autoEnable
    self.autoEnableStandards = autoEnableStandards
    self.configurationType = configurationType
  }

  public func checkShape() throws(CallError) {
    guard autoEnable != nil else { throw .invalid("AutoEnable is missing; send true or false.") }
  }
}
