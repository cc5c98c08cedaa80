internal import CMusterProto
internal import MusterModel

extension EnableOrganizationAdminAccount: @unsafe RefusedRPCCall {
  static let request = unsafe MessageType(muster__v1__enable_organization_admin_account_request__init)
  static let response = unsafe MessageType(muster__v1__enable_organization_admin_account_response__init)

  func write(
    to request: UnsafeMutablePointer<Muster__V1__EnableOrganizationAdminAccountRequest>, _ encoder: MessageEncoder
  ) throws(WireError) {
    unsafe request.pointee.admin_account_id = try encoder.text(adminAccountID)
    if let feature { unsafe request.pointee.feature = feature.wire }
  }

  init(reading request: Muster__V1__EnableOrganizationAdminAccountRequest) throws(WireError) {
    self.init(
      unsafe try MessageDecoder.text(request.admin_account_id, "AdminAccountId"),
      feature: unsafe try SecurityHubFeature.read(request.feature))
  }
}

extension DisableOrganizationAdminAccount: @unsafe RefusedRPCCall {
  static let request = unsafe MessageType(muster__v1__disable_organization_admin_account_request__init)
  static let response = unsafe MessageType(muster__v1__disable_organization_admin_account_response__init)

  func write(
    to request: UnsafeMutablePointer<Muster__V1__DisableOrganizationAdminAccountRequest>, _ encoder: MessageEncoder
  ) throws(WireError) {
    unsafe request.pointee.admin_account_id = try encoder.text(adminAccountID)
    if let feature { unsafe request.pointee.feature = feature.wire }
  }

  init(reading request: Muster__V1__DisableOrganizationAdminAccountRequest) throws(WireError) {
    self.init(
      unsafe try MessageDecoder.text(request.admin_account_id, "AdminAccountId"),
      feature: unsafe try SecurityHubFeature.read(request.feature))
  }
}

extension ListOrganizationAdminAccounts: @unsafe RefusedRPCCall {
  static let request = unsafe MessageType(muster__v1__list_organization_admin_accounts_request__init)
  static let response = unsafe MessageType(muster__v1__list_organization_admin_accounts_response__init)

  func write(
    to request: UnsafeMutablePointer<Muster__V1__ListOrganizationAdminAccountsRequest>, _ encoder: MessageEncoder
  ) throws(WireError) {
    if let maxResults {
      unsafe request.pointee._max_results_case =
        MUSTER__V1__LIST_ORGANIZATION_ADMIN_ACCOUNTS_REQUEST___MAX_RESULTS_MAX_RESULTS
      unsafe request.pointee.max_results = Int32(clamping: maxResults)
    }
    unsafe request.pointee.next_token = try encoder.text(nextToken ?? "")
    if let feature { unsafe request.pointee.feature = feature.wire }
  }

  init(reading request: Muster__V1__ListOrganizationAdminAccountsRequest) throws(WireError) {
    let hasSize =
      unsafe request._max_results_case
      == MUSTER__V1__LIST_ORGANIZATION_ADMIN_ACCOUNTS_REQUEST___MAX_RESULTS_MAX_RESULTS
    self.init(
      maxResults: hasSize ? unsafe Int(request.max_results) : nil,
      nextToken: unsafe try MessageDecoder.text(request.next_token, "NextToken"),
      feature: unsafe try SecurityHubFeature.read(request.feature))
  }
}
