import MusterJSON
import MusterModel
import Testing

/// The exact documents: others script against every byte of them.
@Suite struct DocumentTests {
  @Test func aMemberCarriesBothGenerationsNames() throws {
    try expect(
      Member.sample,
      """
      {"AccountId":"000000000002","Email":"a@example.com","MasterId":"111111111111",\
      "AdministratorId":"111111111111","MemberStatus":"Invited","InvitedAt":"2020-06-01T20:15:15.289Z",\
      "UpdatedAt":"2020-06-01T20:15:16.000Z"}
      """)
  }

  @Test func whatIsAbsentIsLeftOut() throws {
    var member = try Member.sample
    member.email = nil
    member.invitedAt = nil
    member.status = .created
    try expect(
      member,
      """
      {"AccountId":"000000000002","MasterId":"111111111111","AdministratorId":"111111111111",\
      "MemberStatus":"Created","UpdatedAt":"2020-06-01T20:15:16.000Z"}
      """)
  }

  @Test func emptyListsStay() throws {
    try expect(Page<Member>([]), #"{"Members":[]}"#)
    try expect(Page<Invitation>([], nextToken: "t"), #"{"Invitations":[],"NextToken":"t"}"#)
    try expect(MembersByID(), #"{"Members":[],"UnprocessedAccounts":[]}"#)
    try expect(UnprocessedAccounts([]), #"{"UnprocessedAccounts":[]}"#)
  }

  @Test func anInvitation() throws {
    let invitation = """
      {"AccountId":"111111111111","InvitationId":"7ab938c5d52d7904ad09f9e7c20cc4eb",\
      "InvitedAt":"2020-06-01T20:15:15.289Z","MemberStatus":"Enabled"}
      """
    try expect(Page([Invitation.sample]), #"{"Invitations":[\#(invitation)]}"#)
    try expect(AdministratorAnswer(.sample), #"{"Administrator":\#(invitation)}"#)
    try expect(AdministratorAnswer(nil), "{}")
  }

  @Test func unprocessedAccountsKeepTheIDAsSent() throws {
    try expect(
      UnprocessedAccounts([UnprocessedAccount(accountID: " 12\"", processingResult: "not/12 digits")]),
      #"{"UnprocessedAccounts":[{"AccountId":" 12\"","ProcessingResult":"not/12 digits"}]}"#)
  }

  @Test func aHub() throws {
    try expect(
      HubDescription.sample,
      """
      {"HubArn":"arn:aws:securityhub:us-east-1:111111111111:hub/default",\
      "SubscribedAt":"1970-01-01T00:00:00.000Z","AutoEnableControls":true,\
      "ControlFindingGenerator":"SECURITY_CONTROL"}
      """)
  }

  @Test func aCountOfInvitations() throws { try expect(InvitationsCountAnswer(1), #"{"InvitationsCount":1}"#) }

  @Test func tagsComeInTheOrderOfTheirKeys() throws {
    try expect(ResourceTags(["b": "", "a": "x=\"y\"", "c": "1"]), #"{"Tags":{"a":"x=\"y\"","b":"","c":"1"}}"#)
    try expect(ResourceTags([:]), #"{"Tags":{}}"#)
  }

  @Test(arguments: [
    ("{}", "Tags is missing"), (#"{"Tags":[]}"#, "Tags must be an object, not a list"),
    (#"{"Tags":{"a":1}}"#, "Tags.a must be a string, not a number"),
    (#"{"Tags":{"a":null}}"#, "Tags.a must be a string, not null"),
    (#"{"Tags":{"a":"","b":"","a":""}}"#, "Tags.a stands there twice; send each key once"),
  ])
  func whatAreNoTags(line: String, message: String) throws {
    let document = try JSONParser.document(line.utf8)
    let error = #expect(throws: JSONError.self) { try ResourceTags(json: document) }
    #expect(error?.description == message)
  }

  @Test func nothingToSay() throws { try expect(Done(), "{}") }

  @Test func aDaemon() throws {
    let status = DaemonStatus(
      version: "0.1.0", processID: 42, startedAt: Timestamp(milliseconds: 1), data: ":memory:",
      defaultRegion: .usEast1, isWritable: true, residentTenants: 3,
      calls: [CallCount(method: "ListMembers", code: "OK", count: 7)])
    try expect(
      status,
      """
      {"Version":"0.1.0","ProcessId":42,"StartedAt":"1970-01-01T00:00:00.001Z","Data":":memory:",\
      "DefaultRegion":"us-east-1","Writable":true,"ResidentTenants":3,\
      "Calls":[{"Method":"ListMembers","Code":"OK","Count":7}]}
      """)
  }

  /// Both ways: the value is written so, and what is written so is the value.
  private func expect<Document: JSONConvertible & Equatable>(
    _ document: Document, _ line: String, at location: SourceLocation = #_sourceLocation
  ) throws {
    #expect(document.json.text() == line, sourceLocation: location)
    #expect(try Document(json: try JSONParser.document(line.utf8)) == document, sourceLocation: location)
  }
}
