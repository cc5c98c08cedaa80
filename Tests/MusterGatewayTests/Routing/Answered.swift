import MusterModel
import TestFixtures

/// An operation with what a daemon may have answered, and the text that the client gets.
struct Answered: Sendable {
  var name: String
  var reply: RecordingCalls.Reply
  var text: String

  init<Output: Sendable>(_ name: String, _ output: Output, _ text: String) {
    self.name = name
    reply = .output(output)
    self.text = text
  }

  init(refused name: String) {
    self.name = name
    reply = .refusal
    text = ""
  }

  static let all = hub + administrator + member + organization

  private static let hub = [
    Answered("EnableSecurityHub", Done(), "{}"),
    Answered("DisableSecurityHub", Done(), "{}"),
    Answered(
      "DescribeHub",
      HubDescription(
        hubARN: hubARN, subscribedAt: time(1_591_042_515_289), autoEnableControls: false,
        controlFindingGenerator: .standardControl),
      """
      {"HubArn":"arn:aws:securityhub:us-east-1:111111111111:hub/default","SubscribedAt":"2020-06-01T20:15:15.289Z",\
      "AutoEnableControls":false,"ControlFindingGenerator":"STANDARD_CONTROL"}
      """),
    Answered("UpdateSecurityHubConfiguration", Done(), "{}"),
    Answered("TagResource", Done(), "{}"),
    Answered("UntagResource", Done(), "{}"),
    Answered("ListTagsForResource", ["b": "", "a": "é\""], #"{"Tags":{"a":"é\"","b":""}}"#),
    Answered("ListTagsForResource", [String: String](), #"{"Tags":{}}"#),
  ]

  private static let unprocessed = [UnprocessedAccount(accountID: " x", processingResult: "no\nline")]
  private static let unprocessedText = #"[{"AccountId":" x","ProcessingResult":"no\nline"}]"#

  private static let created = Member(
    accountID: account(2), administratorID: account(111_111_111_111), status: .created, updatedAt: time(0))
  private static let createdText = """
    {"AccountId":"000000000002","MasterId":"111111111111","AdministratorId":"111111111111",\
    "MemberStatus":"Created","UpdatedAt":"1970-01-01T00:00:00.000Z"}
    """
  private static let enabled = Member(
    accountID: account(3), administratorID: account(111_111_111_111), email: "A@b", status: .enabled,
    invitedAt: time(1), updatedAt: time(2))
  private static let enabledText = """
    {"AccountId":"000000000003","Email":"A@b","MasterId":"111111111111","AdministratorId":"111111111111",\
    "MemberStatus":"Enabled","InvitedAt":"1970-01-01T00:00:00.001Z","UpdatedAt":"1970-01-01T00:00:00.002Z"}
    """

  private static let administrator = [
    Answered("CreateMembers", unprocessed, #"{"UnprocessedAccounts":\#(unprocessedText)}"#),
    Answered("CreateMembers", [UnprocessedAccount](), #"{"UnprocessedAccounts":[]}"#),
    Answered(
      "GetMembers", MembersByID(members: [created, enabled], unprocessed: unprocessed),
      #"{"Members":[\#(createdText),\#(enabledText)],"UnprocessedAccounts":\#(unprocessedText)}"#),
    Answered("GetMembers", MembersByID(), #"{"Members":[],"UnprocessedAccounts":[]}"#),
    Answered("ListMembers", Page([enabled], nextToken: "t"), #"{"Members":[\#(enabledText)],"NextToken":"t"}"#),
    Answered("ListMembers", Page<Member>([]), #"{"Members":[]}"#),
    Answered("InviteMembers", unprocessed, #"{"UnprocessedAccounts":\#(unprocessedText)}"#),
    Answered("DisassociateMembers", Done(), "{}"),
    Answered("DeleteMembers", [UnprocessedAccount](), #"{"UnprocessedAccounts":[]}"#),
  ]

  private static let invitation = Invitation(
    accountID: account(111_111_111_111), invitationID: .sample(1), invitedAt: time(1_591_042_515_289),
    status: .enabled)
  private static let invitationText = """
    {"AccountId":"111111111111","InvitationId":"abcdef01234567890000000000000001",\
    "InvitedAt":"2020-06-01T20:15:15.289Z","MemberStatus":"Enabled"}
    """

  private static let member = [
    Answered("ListInvitations", Page([invitation]), #"{"Invitations":[\#(invitationText)]}"#),
    Answered("ListInvitations", Page<Invitation>([], nextToken: "t"), #"{"Invitations":[],"NextToken":"t"}"#),
    Answered("GetInvitationsCount", 7, #"{"InvitationsCount":7}"#),
    Answered("DeclineInvitations", [UnprocessedAccount](), #"{"UnprocessedAccounts":[]}"#),
    Answered("DeleteInvitations", unprocessed, #"{"UnprocessedAccounts":\#(unprocessedText)}"#),
    Answered("AcceptAdministratorInvitation", Done(), "{}"),
    Answered("AcceptInvitation", Done(), "{}"),
    Answered("GetAdministratorAccount", Optional(invitation), #"{"Administrator":\#(invitationText)}"#),
    Answered("GetAdministratorAccount", Invitation?.none, "{}"),
    Answered("GetMasterAccount", Optional(invitation), #"{"Master":\#(invitationText)}"#),
    Answered("GetMasterAccount", Invitation?.none, "{}"),
    Answered("DisassociateFromAdministratorAccount", Done(), "{}"),
    Answered("DisassociateFromMasterAccount", Done(), "{}"),
  ]

  /// Muster knows no organization: nothing can be answered but a refusal.
  private static let organization = [
    Answered(refused: "EnableOrganizationAdminAccount"),
    Answered(refused: "DisableOrganizationAdminAccount"),
    Answered(refused: "ListOrganizationAdminAccounts"),
    Answered(refused: "DescribeOrganizationConfiguration"),
    Answered(refused: "UpdateOrganizationConfiguration"),
  ]
}
