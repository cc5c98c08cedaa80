internal import MusterJSON
internal import MusterModel

extension Route {
  /// Every operation that is served, in both generations of names (spec 1.1, 2.3-2.6).
  static let all: [Route] = hub + administrator + member + older + organization + tags

  private static let hub: [Route] = [
    unsafe Route("POST", "/accounts", EnableSecurityHub.self, .body),
    unsafe Route("DELETE", "/accounts", DisableSecurityHub.self),
    unsafe Route("GET", "/accounts", DescribeHub.self, .query([QueryParameter("HubArn", .text)])),
    unsafe Route("PATCH", "/accounts", UpdateSecurityHubConfiguration.self, .body),
  ]

  private static let administrator: [Route] = [
    unsafe Route("POST", "/members", CreateMembers.self, .body),
    unsafe Route("POST", "/members/get", GetMembers.self, .body),
    unsafe Route("GET", "/members", ListMembers.self, .query([QueryParameter("OnlyAssociated", .boolean)] + page)),
    unsafe Route("POST", "/members/invite", InviteMembers.self, .body),
    unsafe Route("POST", "/members/disassociate", DisassociateMembers.self, .body),
    unsafe Route("POST", "/members/delete", DeleteMembers.self, .body),
  ]

  private static let member: [Route] = [
    unsafe Route("GET", "/invitations", ListInvitations.self, .query(page)),
    unsafe Route("GET", "/invitations/count", GetInvitationsCount.self),
    unsafe Route("POST", "/invitations/decline", DeclineInvitations.self, .body),
    unsafe Route("POST", "/invitations/delete", DeleteInvitations.self, .body),
    unsafe Route("POST", "/administrator", AcceptAdministratorInvitation.self, .body),
    unsafe Route("GET", "/administrator", GetAdministratorAccount.self),
    unsafe Route("POST", "/administrator/disassociate", DisassociateFromAdministratorAccount.self),
  ]

  /// The deprecated names, which Terraform uses alone.
  private static let older: [Route] = [
    unsafe Route(
      "POST", "/master", "AcceptInvitation", .body,
      read: { document throws(JSONError) in try AcceptAdministratorInvitation(request: document, naming: .master) },
      check: { call throws(CallError) in
        try call.checkShape(administratorField: NamingGeneration.master.administratorIDField)
      },
      answer: { $0.json }),
    unsafe Route(
      "GET", "/master", "GetMasterAccount",
      read: { _ in GetAdministratorAccount() },
      check: { _ in },
      answer: { AdministratorAnswer($0).json(naming: .master) }),
    unsafe Route(
      "POST", "/master/disassociate", "DisassociateFromMasterAccount",
      read: { _ in DisassociateFromAdministratorAccount() },
      check: { _ in },
      answer: { $0.json }),
  ]

  private static let organization: [Route] = [
    unsafe Route("POST", "/organization/admin/enable", EnableOrganizationAdminAccount.self, .body),
    unsafe Route("POST", "/organization/admin/disable", DisableOrganizationAdminAccount.self, .body),
    unsafe Route(
      "GET", "/organization/admin", ListOrganizationAdminAccounts.self,
      .query(page + [QueryParameter("Feature", .text)])),
    unsafe Route("GET", "/organization/configuration", DescribeOrganizationConfiguration.self),
    unsafe Route("POST", "/organization/configuration", UpdateOrganizationConfiguration.self, .body),
  ]

  private static let tags: [Route] = [
    unsafe Route("POST", "/tags/{ResourceArn}", TagResource.self, .body),
    unsafe Route("DELETE", "/tags/{ResourceArn}", UntagResource.self, .query([QueryParameter("tagKeys", .list)])),
    unsafe Route("GET", "/tags/{ResourceArn}", ListTagsForResource.self),
  ]

  private static let page = [QueryParameter("MaxResults", .integer), QueryParameter("NextToken", .text)]
}
