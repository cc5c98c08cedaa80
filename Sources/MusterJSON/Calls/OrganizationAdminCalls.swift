public import MusterModel

extension EnableOrganizationAdminAccount: JSONCall {
  public init(request: JSONObject) throws(JSONError) {
    self.init(try request.value("AdminAccountId"), feature: try request.optional("Feature"))
  }
}

extension DisableOrganizationAdminAccount: JSONCall {
  public init(request: JSONObject) throws(JSONError) {
    self.init(try request.value("AdminAccountId"), feature: try request.optional("Feature"))
  }
}

extension ListOrganizationAdminAccounts: JSONCall {
  public init(request: JSONObject) throws(JSONError) {
    self.init(
      maxResults: try request.optional("MaxResults"),
      nextToken: try request.optional("NextToken"),
      feature: try request.optional("Feature"))
  }
}
