import MusterModel
import NIOCore
import TTRPC
import Testing

@testable import MusterRPC

/// Every message of every call, to bytes and back.
@Suite struct CodecTests {
  private let arenas = ArenaPool()

  private func roundTrip<C: RPCCall>(_ call: C) throws {
    let bytes = try call.encoded(with: arenas)
    let arena = try #require(Arena())
    let back = try unsafe bytes.withUnsafeReadableBytes { bytes in unsafe try C(decoding: bytes, in: arena) }
    #expect(back == call)
  }

  private func roundTrip<C: RPCCall>(_ output: C.Output, of _: C.Type) throws where C.Output: Equatable {
    let arena = try #require(Arena())
    guard case .payload(let bytes) = C.reply(.success(output), in: arena) else {
      Issue.record("an output is a payload")
      return
    }
    #expect(try C.output(from: ByteBuffer(bytes: unsafe Array(bytes)), with: arenas) == output)
  }

  @Test func requests() throws {
    unsafe try roundTrip(EnableSecurityHub())
    unsafe try roundTrip(
      EnableSecurityHub(
        tags: ["a": "", "ключ": "значение"], enableDefaultStandards: false, controlFindingGenerator: .standardControl))
    unsafe try roundTrip(DescribeHub())
    unsafe try roundTrip(DescribeHub(hubARN: ""))
    unsafe try roundTrip(DescribeHub(hubARN: "arn:aws:securityhub:us-east-1:111111111111:hub/default"))
    unsafe try roundTrip(CreateMembers([]))
    unsafe try roundTrip(
      CreateMembers([AccountDetails(accountID: "111111111111", email: "a@b.c"), AccountDetails(accountID: "x")]))
    unsafe try roundTrip(CreateMembers([AccountDetails(accountID: "", email: "")]))
    unsafe try roundTrip(GetMembers(["111111111111", "", "ü"]))
    unsafe try roundTrip(InviteMembers((0..<1000).map { "\($0)" }))
    unsafe try roundTrip(ListMembers(onlyAssociated: false, maxResults: 0, nextToken: "token"))
    unsafe try roundTrip(ListMembers(onlyAssociated: true, maxResults: -1, nextToken: ""))
    unsafe try roundTrip(ListInvitations(maxResults: 50, nextToken: ""))
    unsafe try roundTrip(AcceptAdministratorInvitation(administratorID: "111111111111", invitationID: "0a"))
    unsafe try roundTrip(GetAdministratorAccount())
    unsafe try roundTrip(CheckAccess(viewer: "111111111111", owner: ""))
    unsafe try roundTrip(BatchCheckAccess([]))
    unsafe try roundTrip(BatchCheckAccess((0..<3).map { AccessPair(viewer: "\($0)", owner: "ü") }))
    unsafe try roundTrip(ResolveRecipients(owner: "111111111111"))
  }

  @Test func watches() throws {
    unsafe try roundTrip(WatchMembers())
    let one = try #require(AccountID("000000000001"))
    let member = Member(
      accountID: one, administratorID: one, email: "e", status: .invited, invitedAt: Timestamp(milliseconds: 5),
      updatedAt: Timestamp(milliseconds: 6))
    unsafe try roundTrip(RosterUpdate([], isCurrent: true, at: .none), of: WatchMembers.self)
    unsafe try roundTrip(RosterUpdate([.removed(one), .member(member)], at: Revision(.max)), of: WatchMembers.self)
  }

  /// A change that is none is not passed over: the roster that a client keeps would be a wrong one from there on.
  @Test(
    arguments: [
      ([0x0a, 0], "of a kind that is not known"), ([0x0a, 2, 0x0a, 0], "account_id is"),
      ([0x0a, 3, 0x12, 1, 0x31], "removed is \"1\""), ([0x0a, 2, 0x1a, 0], "of a kind that is not known"),
    ] as [([UInt8], String)])
  func aChangeThatIsNoneIsNoUpdate(_ bytes: [UInt8], _ reason: String) {
    #expect {
      unsafe try WatchMembers.output(from: ByteBuffer(bytes: bytes), with: arenas)
    } throws: { error in
      (error as? UnexpectedReply)?.reason.contains(reason) == true
    }
  }

  @Test func organizationRequests() throws {
    unsafe try roundTrip(EnableOrganizationAdminAccount("111111111111"))
    for feature in SecurityHubFeature.allCases {
      unsafe try roundTrip(EnableOrganizationAdminAccount("", feature: feature))
      unsafe try roundTrip(DisableOrganizationAdminAccount("x", feature: feature))
      unsafe try roundTrip(ListOrganizationAdminAccounts(maxResults: 0, nextToken: "t", feature: feature))
    }
    unsafe try roundTrip(ListOrganizationAdminAccounts(nextToken: ""))
    unsafe try roundTrip(DescribeOrganizationConfiguration())
    unsafe try roundTrip(UpdateOrganizationConfiguration(autoEnable: nil))
    for (standards, type) in zip(AutoEnableStandards.allCases, ConfigurationType.allCases) {
      unsafe try roundTrip(
        UpdateOrganizationConfiguration(autoEnable: true, autoEnableStandards: standards, configurationType: type))
    }
  }

  @Test func accessAnswers() throws {
    for reason in AccessReason.allCases { unsafe try roundTrip(reason, of: CheckAccess.self) }
    unsafe try roundTrip(AccessReason.allCases, of: BatchCheckAccess.self)
    unsafe try roundTrip([], of: BatchCheckAccess.self)
    unsafe try roundTrip([], of: ResolveRecipients.self)
    unsafe try roundTrip([try #require(AccountID("000000000001"))], of: ResolveRecipients.self)
  }

  @Test(
    arguments: [
      ([0x08, 1, 0x10, 3], "contradict each other"), ([0x10, 1], "contradict each other"),
      ([0x08, 1], "reason is 0"), ([0x08, 1, 0x10, 99], "reason is 99"),
    ] as [([UInt8], String)])
  func anAccessAnswerThatContradictsItselfIsNone(_ bytes: [UInt8], _ reason: String) {
    #expect {
      unsafe try CheckAccess.output(from: ByteBuffer(bytes: bytes), with: arenas)
    } throws: { error in
      (error as? UnexpectedReply)?.reason.contains(reason) == true
    }
  }

  @Test func answers() throws {
    let one = try #require(AccountID("000000000001"))
    let id = InvitationID(high: 1, low: .max)
    let unprocessed = [UnprocessedAccount(accountID: "x\u{1}", processingResult: "because")]
    unsafe try roundTrip(Done(), of: EnableSecurityHub.self)
    unsafe try roundTrip(
      HubDescription(
        hubARN: "arn", subscribedAt: Timestamp(milliseconds: -1), autoEnableControls: false,
        controlFindingGenerator: .standardControl), of: DescribeHub.self)
    unsafe try roundTrip(unprocessed, of: CreateMembers.self)
    unsafe try roundTrip([], of: InviteMembers.self)
    let members = MemberStatus.allCases.map { status in
      Member(
        accountID: one, administratorID: one, email: status == .created ? nil : "e", status: status,
        invitedAt: status == .created ? nil : Timestamp(milliseconds: 1_591_042_515_289),
        updatedAt: Timestamp(milliseconds: 0))
    }
    unsafe try roundTrip(MembersByID(members: members, unprocessed: unprocessed), of: GetMembers.self)
    unsafe try roundTrip(Page(members, nextToken: "next"), of: ListMembers.self)
    unsafe try roundTrip(Page([], nextToken: nil), of: ListMembers.self)
    let invitation = Invitation(
      accountID: one, invitationID: id, invitedAt: Timestamp(milliseconds: 5), status: .resigned)
    unsafe try roundTrip(Page([invitation]), of: ListInvitations.self)
    unsafe try roundTrip(invitation, of: GetAdministratorAccount.self)
    unsafe try roundTrip(nil, of: GetAdministratorAccount.self)
  }

  @Test(arguments: CallError.Code.allCases) func errorsKeepTheirCode(_ code: CallError.Code) throws {
    let error = CallError(code, "message")
    #expect(CallError(Status(error)) == error)
  }

  @Test func aStringThatHoldsANULOrIsNotTextIsRefused() throws {
    // account_ids[0], field 1 of GetMembersRequest.
    for bytes in [[0x0A, 0x03, 0x31, 0x00, 0x32], [0x0A, 0x02, 0xC3, 0x28]] as [[UInt8]] {
      let arena = try #require(Arena())
      #expect {
        try unsafe bytes.withUnsafeBytes { bytes in unsafe try GetMembers(decoding: bytes, in: arena) }
      } throws: {
        $0 as? CallError
          == CallError(.invalidInput, "AccountIds[0] holds a NUL or is not valid UTF-8; send it as text.")
      }
    }
  }

  /// Two tags of one key, in EnableSecurityHubRequest.
  @Test func aTagKeyThatStandsTwiceIsRefused() throws {
    let tag: [UInt8] = [0x0A, 0x03, 0x0A, 0x01, 0x6B]
    let arena = try #require(Arena())
    #expect {
      try unsafe (tag + tag).withUnsafeBytes { bytes in unsafe try EnableSecurityHub(decoding: bytes, in: arena) }
    } throws: {
      $0 as? CallError == CallError(.invalidInput, "Tags has the key \"k\" twice; send each key once.")
    }
  }

  @Test func whatIsNotTheMessageIsInternal() throws {
    for bytes in [[0x0A, 0x7F], [0xFF], [0x0B]] as [[UInt8]] {
      let arena = try #require(Arena())
      #expect {
        try unsafe bytes.withUnsafeBytes { bytes in unsafe try GetMembers(decoding: bytes, in: arena) }
      } throws: {
        $0 as? CallError
          == CallError(.internal, "The payload is not a muster.v1.GetMembersRequest; encode it as Muster's proto says.")
      }
    }
  }

  /// ListMembersRequest: only_associated is field 1. libprotobuf-c takes it as whatever type it comes.
  @Test func aTruthIsANumberOnTheWire() throws {
    let bodies: [([UInt8], Bool?)] = [
      ([0x08, 0x00], false), ([0x08, 0x01], true), ([0x08, 0x00, 0xC2, 0x3E, 0x01, 0x78], false),
      ([0x0A, 0x01, 0x00], nil), ([0x09, 1, 2, 3, 4, 5, 6, 7, 8], nil), ([0x0D, 1, 2, 3, 4], nil),
      ([0x08, 0x01, 0x0A, 0x00], nil), ([0xC2, 0x3E, 0x01, 0x78, 0x0A, 0x01, 0x31], nil),
    ]
    for (bytes, expected) in bodies {
      let arena = try #require(Arena())
      let call = try? unsafe bytes.withUnsafeBytes { bytes in unsafe try ListMembers(decoding: bytes, in: arena) }
      #expect(call?.onlyAssociated == expected, "\(bytes)")
    }
  }

  @Test func anUnknownEnumerationValueIsNamed() throws {
    let arena = try #require(Arena())
    #expect {
      try unsafe ([0x18, 0x09] as [UInt8]).withUnsafeBytes { bytes in
        unsafe try EnableSecurityHub(decoding: bytes, in: arena)
      }
    } throws: {
      ($0 as? CallError)?.message
        == "ControlFindingGenerator is 9, which is none of its values; send 1 (STANDARD_CONTROL) or 2 (SECURITY_CONTROL), "
        + "or leave it out."
    }
  }
}
