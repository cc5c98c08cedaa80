import MusterModel

// Nobody here belongs to an organization (spec D16).
extension Reference {
  /// Who administers the organization: asked with a hub or without one (D1).
  mutating func organizationAdministrator(unless isShaped: Bool) -> Expected {
    guard isShaped else {
      used.insert(.shape)
      return .invalid
    }
    used.insert(.noOrganization)
    return .refused(.accessDenied, .containing(["Your account is not a member of an organization"]))
  }

  /// How the organization is configured: the hub comes first.
  mutating func organizationConfiguration(unless isShaped: Bool, by caller: Caller) -> Expected {
    if let refusal = refusal(caller, unless: isShaped) { return refusal }
    used.insert(.noOrganizationAdministrator)
    return .refused(
      .invalidAccess, .exactly("Account \(caller.account) is not an administrator for this organization"))
  }
}
