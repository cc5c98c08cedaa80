import MusterModel

/// A request that is fine, and what it asks for.
struct GoodRequest: Sendable {
  /// AWS's name of the operation.
  var name: String
  var request: Request
  var call: any Call

  init(_ name: String, _ line: String, _ call: any Call) { self.init(name, line, "", call) }

  init(_ name: String, _ line: String, _ body: String, _ call: any Call) {
    self.name = name
    request = Request(line, body)
    self.call = call
  }

  static let all = hub + administrator + member + older + organization + tags

  private static let hub = [
    GoodRequest("EnableSecurityHub", "POST /accounts", EnableSecurityHub()),
    GoodRequest("EnableSecurityHub", "POST /accounts", "{}", EnableSecurityHub()),
    GoodRequest(
      "EnableSecurityHub", "POST /accounts?x=1",
      #"{"Tags":{"a":"1","b":""},"EnableDefaultStandards":false,"ControlFindingGenerator":"STANDARD_CONTROL"}"#,
      EnableSecurityHub(
        tags: ["a": "1", "b": ""], enableDefaultStandards: false, controlFindingGenerator: .standardControl)),
    GoodRequest(
      "EnableSecurityHub", "POST /accounts",
      #"{"Tags":null,"EnableDefaultStandards":null,"ControlFindingGenerator":null,"Later":[1]}"#, EnableSecurityHub()),
    GoodRequest("DisableSecurityHub", "DELETE /accounts", DisableSecurityHub()),
    GoodRequest("DisableSecurityHub", "DELETE /accounts", "no JSON", DisableSecurityHub()),
    GoodRequest("DescribeHub", "GET /accounts", DescribeHub()),
    GoodRequest("DescribeHub", "GET /accounts?HubArn=\(encodedHubARN)", DescribeHub(hubARN: hubARN)),
    GoodRequest("DescribeHub", "GET /accounts?hubarn=x&HubArn=\(hubARN)", DescribeHub(hubARN: hubARN)),
    GoodRequest(
      "UpdateSecurityHubConfiguration", "PATCH /accounts",
      #"{"AutoEnableControls":false,"ControlFindingGenerator":"SECURITY_CONTROL"}"#,
      UpdateSecurityHubConfiguration(autoEnableControls: false, controlFindingGenerator: .securityControl)),
    GoodRequest("UpdateSecurityHubConfiguration", "PATCH /accounts", UpdateSecurityHubConfiguration()),
  ]

  private static let administrator = [
    GoodRequest(
      "CreateMembers", "POST /members",
      #"{"AccountDetails":[{"AccountId":"000000000002","Email":" A@b "},{"AccountId":"x","Email":null,"Id":1}]}"#,
      CreateMembers([
        AccountDetails(accountID: "000000000002", email: " A@b "), AccountDetails(accountID: "x"),
      ])),
    GoodRequest("GetMembers", "POST /members/get", #"{"AccountIds":["2","2","x"]}"#, GetMembers(["2", "2", "x"])),
    GoodRequest("ListMembers", "GET /members", "[]", ListMembers()),
    GoodRequest("ListMembers", "GET /members?", ListMembers()),
    GoodRequest(
      "ListMembers", "GET /members?OnlyAssociated=false&MaxResults=50&NextToken=a%2Bb%2Fc%3D",
      ListMembers(onlyAssociated: false, maxResults: 50, nextToken: "a+b/c=")),
    GoodRequest("ListMembers", "GET /members?&OnlyAssociated=TRUE&NextToken=&", ListMembers(nextToken: "")),
    GoodRequest("ListMembers", "GET /members?NextToken=a+b=c&onlyAssociated=x", ListMembers(nextToken: "a+b=c")),
    GoodRequest("ListMembers", "GET /members?Only%41ssociated=False", ListMembers(onlyAssociated: false)),
    GoodRequest(
      "ListMembers", "GET /members?X-Amz-Algorithm=AWS4-HMAC-SHA256&X-Amz-Date=1&X-Amz-Date=2&%zz=%zz&y=%zz",
      ListMembers()),
    GoodRequest("InviteMembers", "POST /members/invite", #"{"AccountIds":["2"]}"#, InviteMembers(["2"])),
    GoodRequest(
      "DisassociateMembers", "POST /members/disassociate", #"{"AccountIds":["2"]}"#, DisassociateMembers(["2"])),
    GoodRequest("DeleteMembers", "POST /members/delete", #"{"AccountIds":["2"]}"#, DeleteMembers(["2"])),
  ]

  private static let member = [
    GoodRequest("ListInvitations", "GET /invitations", ListInvitations()),
    GoodRequest(
      "ListInvitations", "GET /invitations?NextToken=t&MaxResults=1", ListInvitations(maxResults: 1, nextToken: "t")),
    GoodRequest("GetInvitationsCount", "GET /invitations/count", GetInvitationsCount()),
    GoodRequest("DeclineInvitations", "POST /invitations/decline", #"{"AccountIds":["1"]}"#, DeclineInvitations(["1"])),
    GoodRequest("DeleteInvitations", "POST /invitations/delete", #"{"AccountIds":["1"]}"#, DeleteInvitations(["1"])),
    GoodRequest(
      "AcceptAdministratorInvitation", "POST /administrator",
      #"{"AdministratorId":"1","InvitationId":"i","MasterId":"2"}"#,
      AcceptAdministratorInvitation(administratorID: "1", invitationID: "i")),
    GoodRequest("GetAdministratorAccount", "GET /administrator", GetAdministratorAccount()),
    GoodRequest(
      "DisassociateFromAdministratorAccount", "POST /administrator/disassociate", "[",
      DisassociateFromAdministratorAccount()),
  ]

  private static let older = [
    GoodRequest(
      "AcceptInvitation", "POST /master", #"{"MasterId":"1","InvitationId":"i","AdministratorId":2}"#,
      AcceptAdministratorInvitation(administratorID: "1", invitationID: "i")),
    GoodRequest("GetMasterAccount", "GET /master", GetAdministratorAccount()),
    GoodRequest(
      "DisassociateFromMasterAccount", "POST /master/disassociate", DisassociateFromAdministratorAccount()),
  ]

  private static let organization = [
    GoodRequest(
      "EnableOrganizationAdminAccount", "POST /organization/admin/enable", #"{"AdminAccountId":"1"}"#,
      EnableOrganizationAdminAccount("1")),
    GoodRequest(
      "EnableOrganizationAdminAccount", "POST /organization/admin/enable",
      #"{"AdminAccountId":"1","Feature":"SecurityHubV2"}"#,
      EnableOrganizationAdminAccount("1", feature: .securityHubV2)),
    GoodRequest(
      "DisableOrganizationAdminAccount", "POST /organization/admin/disable",
      #"{"AdminAccountId":"1","Feature":"SecurityHub"}"#,
      DisableOrganizationAdminAccount("1", feature: .securityHub)),
    GoodRequest("ListOrganizationAdminAccounts", "GET /organization/admin", ListOrganizationAdminAccounts()),
    GoodRequest(
      "ListOrganizationAdminAccounts", "GET /organization/admin?MaxResults=10&NextToken=t&Feature=SecurityHub",
      ListOrganizationAdminAccounts(maxResults: 10, nextToken: "t", feature: .securityHub)),
    GoodRequest(
      "DescribeOrganizationConfiguration", "GET /organization/configuration", DescribeOrganizationConfiguration()),
    GoodRequest(
      "UpdateOrganizationConfiguration", "POST /organization/configuration", #"{"AutoEnable":true}"#,
      UpdateOrganizationConfiguration(autoEnable: true)),
    GoodRequest(
      "UpdateOrganizationConfiguration", "POST /organization/configuration",
      """
      {"AutoEnable":false,"AutoEnableStandards":"NONE","OrganizationConfiguration":\
      {"ConfigurationType":"CENTRAL","Status":"ENABLED","StatusMessage":""}}
      """,
      UpdateOrganizationConfiguration(
        autoEnable: false, autoEnableStandards: AutoEnableStandards.none, configurationType: .central)),
    GoodRequest(
      "UpdateOrganizationConfiguration", "POST /organization/configuration",
      #"{"AutoEnable":false,"AutoEnableStandards":"DEFAULT","OrganizationConfiguration":{}}"#,
      UpdateOrganizationConfiguration(autoEnable: false, autoEnableStandards: .default)),
  ]

  private static let tags = [
    GoodRequest(
      "TagResource", "POST /tags/\(encodedHubARN)", #"{"Tags":{"a":"é","b":""},"ResourceArn":"arn:other"}"#,
      TagResource(hubARN, tags: ["a": "é", "b": ""])),
    GoodRequest("TagResource", "POST /tags/\(hubARN)", #"{"Tags":{"a":"1"}}"#, TagResource(hubARN, tags: ["a": "1"])),
    GoodRequest(
      "UntagResource", "DELETE /tags/\(encodedHubARN)?tagKeys=a%3A&tagKeys=b+c&TagKeys=d&tagKeys=a%3A",
      UntagResource(hubARN, tagKeys: ["a:", "b+c", "a:"])),
    GoodRequest("UntagResource", "DELETE /tags/\(hubARN)?tagKeys=a", UntagResource(hubARN, tagKeys: ["a"])),
    GoodRequest("ListTagsForResource", "GET /tags/\(encodedHubARN)", ListTagsForResource(hubARN)),
    GoodRequest("ListTagsForResource", "GET /tags/\(hubARN)", ListTagsForResource(hubARN)),
    GoodRequest(
      "ListTagsForResource", "GET /tags/arn:aws%3asecurityhub:x:%25zz/%2e%2E/?ResourceArn=y",
      ListTagsForResource("arn:aws:securityhub:x:%zz/../")),
  ]
}
