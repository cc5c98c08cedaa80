public import MusterModel
internal import MusterRPC

/// The operations on an organization. A daemon knows none, and refuses: each fails, always.
extension MusterClient {
  /// Fails as `accessDenied`: the account is in no organization.
  public func enableOrganizationAdminAccount(
    _ adminAccountID: String, feature: SecurityHubFeature? = nil
  ) async throws(MusterClientError) {
    unsafe try await attempt(EnableOrganizationAdminAccount(adminAccountID, feature: feature))
  }

  /// Fails as `accessDenied`: the account is in no organization.
  public func disableOrganizationAdminAccount(
    _ adminAccountID: String, feature: SecurityHubFeature? = nil
  ) async throws(MusterClientError) {
    unsafe try await attempt(DisableOrganizationAdminAccount(adminAccountID, feature: feature))
  }

  /// Fails as `accessDenied`: the account is in no organization.
  public func listOrganizationAdminAccounts(
    maxResults: Int? = nil, nextToken: String? = nil, feature: SecurityHubFeature? = nil
  ) async throws(MusterClientError) {
    unsafe try await attempt(
      ListOrganizationAdminAccounts(maxResults: maxResults, nextToken: nextToken, feature: feature))
  }

  /// Fails as `invalidAccess`: the account administers no organization.
  public func describeOrganizationConfiguration() async throws(MusterClientError) {
    unsafe try await attempt(DescribeOrganizationConfiguration())
  }

  /// Fails as `invalidAccess`: the account administers no organization.
  public func updateOrganizationConfiguration(
    autoEnable: Bool, autoEnableStandards: AutoEnableStandards? = nil, configurationType: ConfigurationType? = nil
  ) async throws(MusterClientError) {
    unsafe try await attempt(
      UpdateOrganizationConfiguration(
        autoEnable: autoEnable, autoEnableStandards: autoEnableStandards, configurationType: configurationType))
  }

  private func attempt<C: RemoteCall>(_ call: C) async throws(MusterClientError) { _ = try await send(call) }
}
