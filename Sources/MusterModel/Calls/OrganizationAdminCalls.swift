/// Which of the two products that AWS calls Security Hub an organization's call is about (spec 2.1).
public enum SecurityHubFeature: UInt8, Hashable, Sendable, CaseIterable {
  case securityHub
  case securityHubV2
}

extension SecurityHubFeature: CustomStringConvertible {
  public var description: String {
    switch self {
    case .securityHub: "SecurityHub"
    case .securityHubV2: "SecurityHubV2"
    }
  }
}

/// A call about who administers the organization that the caller belongs to. Muster knows no organization, so it is
/// refused, by whomever it is made and whether or not there is a hub (spec D16): its output cannot be.
public protocol OrganizationAdminCall: ReadCall where Output == Never {}

extension OrganizationAdminCall {
  public func parts(for principal: Principal) -> [ViewPart] { [] }

  public func answer(
    from views: some Views, for principal: Principal, pages: some PageTokens
  ) throws(CallError) -> Never {
    throw CallError(
      .accessDenied,
      "Your account is not a member of an organization: this daemon knows none. Invite members one by one instead.")
  }
}

/// Makes an account the administrator of its organization.
public struct EnableOrganizationAdminAccount: OrganizationAdminCall {
  public static let operation = Operation.enableOrganizationAdminAccount

  public var adminAccountID: String
  /// Nil: ``SecurityHubFeature/securityHub``.
  public var feature: SecurityHubFeature?

  public init(_ adminAccountID: String, feature: SecurityHubFeature? = nil) {
    self.adminAccountID = adminAccountID
    self.feature = feature
  }

  public func checkShape() throws(CallError) {
    try Shape.check(adminAccountID, field: "AdminAccountId", limit: Limits.idBytes)
  }
}

/// Takes that back.
public struct DisableOrganizationAdminAccount: OrganizationAdminCall {
  public static let operation = Operation.disableOrganizationAdminAccount

  public var adminAccountID: String
  /// Nil: ``SecurityHubFeature/securityHub``.
  public var feature: SecurityHubFeature?

  public init(_ adminAccountID: String, feature: SecurityHubFeature? = nil) {
    self.adminAccountID = adminAccountID
    self.feature = feature
  }

  public func checkShape() throws(CallError) {
    try Shape.check(adminAccountID, field: "AdminAccountId", limit: Limits.idBytes)
  }
}

/// The organization's administrators, in pages.
public struct ListOrganizationAdminAccounts: OrganizationAdminCall {
  public static let operation = Operation.listOrganizationAdminAccounts

  /// Items of a page, 1 to 10; nil: 10.
  public var maxResults: Int?
  /// From the page before; nil or empty: from the start.
  public var nextToken: String?
  /// Nil: ``SecurityHubFeature/securityHub``.
  public var feature: SecurityHubFeature?

  public init(maxResults: Int? = nil, nextToken: String? = nil, feature: SecurityHubFeature? = nil) {
    self.maxResults = maxResults
    self.nextToken = nextToken
    self.feature = feature
  }

  public func checkShape() throws(CallError) {
    try Shape.check(maxResults: maxResults, in: Limits.adminsPageSize)
    try Shape.check(nextToken: nextToken)
  }
}
