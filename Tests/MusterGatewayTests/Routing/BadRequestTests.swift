import MusterModel
import Testing

@testable import MusterGateway

/// What is wrong with a request alone is told by field, and nobody is asked.
@Suite struct BadRequestTests {
  @Test(arguments: WrongType.all)
  func wrongTypes(field: WrongType) async {
    var others = field.kind.others
    if field.nullIsWrong { others.append(("null", "null")) }
    for (value, article) in others {
      let error = await field.request(value).refusal()
      #expect(error == AWSError(.invalidInput, "\(field.path) must be \(field.kind.wanted), not \(article)."))
    }
  }

  @Test(arguments: [
    ("POST /members", "", "AccountDetails is missing."),
    ("POST /members", #"{"AccountDetails":null}"#, "AccountDetails is missing."),
    ("POST /members", #"{"accountDetails":[]}"#, "AccountDetails is missing."),
    ("POST /members", #"{"AccountDetails":[{"Email":"a"}]}"#, "AccountDetails[0].AccountId is missing."),
    ("POST /members", #"{"AccountDetails":[{"AccountId":null}]}"#, "AccountDetails[0].AccountId is missing."),
    ("POST /members/get", "{}", "AccountIds is missing."),
    ("POST /members/invite", "{}", "AccountIds is missing."),
    ("POST /members/disassociate", "", "AccountIds is missing."),
    ("POST /members/delete", "{}", "AccountIds is missing."),
    ("POST /invitations/decline", "{}", "AccountIds is missing."),
    ("POST /invitations/delete", #"{"AccountIds":null}"#, "AccountIds is missing."),
    ("POST /administrator", #"{"MasterId":"1","InvitationId":"i"}"#, "AdministratorId is missing."),
    ("POST /administrator", #"{"AdministratorId":"1"}"#, "InvitationId is missing."),
    ("POST /master", #"{"AdministratorId":"1","InvitationId":"i"}"#, "MasterId is missing."),
    ("POST /master", #"{"MasterId":"1","InvitationId":null}"#, "InvitationId is missing."),
    ("POST /organization/admin/enable", #"{"Feature":"SecurityHub"}"#, "AdminAccountId is missing."),
    ("POST /organization/admin/disable", "", "AdminAccountId is missing."),
    ("POST /organization/configuration", "", "AutoEnable is missing; send true or false."),
    (
      "POST /organization/configuration", #"{"AutoEnable":null,"AutoEnableStandards":"NONE"}"#,
      "AutoEnable is missing; send true or false."
    ),
    ("POST /tags/\(encodedHubARN)", "", "Tags is missing."),
    ("POST /tags/\(encodedHubARN)", #"{"Tags":null}"#, "Tags is missing."),
    ("DELETE /tags/\(encodedHubARN)", #"{"tagKeys":["a"]}"#, "tagKeys is missing."),
    ("DELETE /tags/\(encodedHubARN)?TagKeys=a&tag%E2%84%AAeys=a", "", "tagKeys is missing."),
  ])
  func missingFields(line: String, body: String, message: String) async {
    #expect(await Request(line, body).refusal() == AWSError(.invalidInput, message))
  }

  private static let blank = "is missing or blank; it needs at least one character that is not white space."

  @Test(arguments: [
    ("POST /members", #"{"AccountDetails":[]}"#, "AccountDetails has 0 entries; send 1 to 50 per call."),
    ("POST /members", #"{"AccountDetails":[{"AccountId":" "}]}"#, "AccountDetails[0].AccountId \(blank)"),
    ("POST /members", #"{"AccountDetails":[{"AccountId":"1","Email":""}]}"#, "AccountDetails[0].Email \(blank)"),
    ("POST /members/get", #"{"AccountIds":[]}"#, "AccountIds has 0 entries; send 1 to 1000 per call."),
    ("POST /members/invite", #"{"AccountIds":[]}"#, "AccountIds has 0 entries; send 1 to 1000 per call."),
    ("POST /members/disassociate", #"{"AccountIds":[]}"#, "AccountIds has 0 entries; send 1 to 1000 per call."),
    ("POST /members/delete", #"{"AccountIds":["1","\u2003"]}"#, "AccountIds[1] \(blank)"),
    ("POST /invitations/decline", #"{"AccountIds":[""]}"#, "AccountIds[0] \(blank)"),
    ("POST /invitations/delete", #"{"AccountIds":[]}"#, "AccountIds has 0 entries; send 1 to 1000 per call."),
    ("POST /administrator", #"{"AdministratorId":"","InvitationId":"i"}"#, "AdministratorId \(blank)"),
    ("POST /administrator", #"{"AdministratorId":"1","InvitationId":""}"#, "InvitationId \(blank)"),
    ("POST /master", #"{"MasterId":"\t","InvitationId":"i"}"#, "MasterId \(blank)"),
    ("POST /master", #"{"MasterId":"1","InvitationId":" "}"#, "InvitationId \(blank)"),
    ("POST /organization/admin/enable", #"{"AdminAccountId":""}"#, "AdminAccountId \(blank)"),
    ("POST /organization/admin/disable", #"{"AdminAccountId":""}"#, "AdminAccountId \(blank)"),
    ("POST /tags/\(encodedHubARN)", #"{"Tags":{}}"#, "Tags is empty; send 1 to 50 tags."),
    (
      "POST /tags/\(encodedHubARN)", #"{"Tags":{"a":"1","b":"2","a":"3"}}"#,
      "Tags.a stands there twice; send each key once."
    ),
    ("POST /accounts", #"{"Tags":{"a":"1","a":"1"}}"#, "Tags.a stands there twice; send each key once."),
    ("GET /accounts?HubArn=", "", "HubArn \(blank)"),
    ("GET /tags/", "", "ResourceArn \(blank)"),
    ("GET /tags/x", "", "ResourceArn is \"x\"; it must begin with arn:aws:securityhub:."),
    (
      "GET /tags/arn%253Aaws%253Asecurityhub%253A", "",
      "ResourceArn is \"arn%3Aaws%3Asecurityhub%3A\"; it must begin with arn:aws:securityhub:."
    ),
    (
      "DELETE /tags/\(encodedHubARN)?tagKeys=", "",
      "TagKeys key \"\" has 0 characters; 1 to 128 are allowed."
    ),
  ])
  func outOfBounds(line: String, body: String, message: String) async {
    #expect(await Request(line, body).refusal() == AWSError(.invalidInput, message))
  }

  private static let generators = "which is not one of STANDARD_CONTROL, SECURITY_CONTROL."
  private static let features = "which is not one of SecurityHub, SecurityHubV2."

  @Test(arguments: [
    ("POST /accounts", #"{"ControlFindingGenerator":"x"}"#, #"ControlFindingGenerator is "x", \#(generators)"#),
    ("PATCH /accounts", #"{"ControlFindingGenerator":""}"#, #"ControlFindingGenerator is "", \#(generators)"#),
    (
      "POST /organization/admin/enable", #"{"AdminAccountId":"1","Feature":"securityhub"}"#,
      #"Feature is "securityhub", \#(features)"#
    ),
    (
      "POST /organization/admin/disable", #"{"AdminAccountId":"1","Feature":"V2"}"#,
      #"Feature is "V2", \#(features)"#
    ),
    ("GET /organization/admin?Feature=", "", #"Feature is "", \#(features)"#),
    (
      "POST /organization/configuration", #"{"AutoEnable":true,"AutoEnableStandards":"none"}"#,
      #"AutoEnableStandards is "none", which is not one of NONE, DEFAULT."#
    ),
    (
      "POST /organization/configuration",
      #"{"AutoEnable":true,"OrganizationConfiguration":{"ConfigurationType":"Local"}}"#,
      #"OrganizationConfiguration.ConfigurationType is "Local", which is not one of CENTRAL, LOCAL."#
    ),
    (
      "POST /organization/configuration", #"{"AutoEnable":true,"OrganizationConfiguration":{"Status":"x"}}"#,
      #"OrganizationConfiguration.Status is "x", which is not one of PENDING, ENABLED, FAILED."#
    ),
  ])
  func unknownNames(line: String, body: String, message: String) async {
    #expect(await Request(line, body).refusal() == AWSError(.invalidInput, message))
  }
}
