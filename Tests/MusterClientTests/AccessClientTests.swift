import Glibc
import MusterClient
import MusterModel
import Testing

@Suite struct AccessClientTests {
  private let administrator = "111111111111"
  private let member = "222222222222"

  private func associate(on daemon: Daemon) async throws -> MusterClient {
    let muster = try await MusterClient(socket: daemon.socket, account: administrator)
    let other = try await MusterClient(socket: daemon.socket, account: member)
    try await muster.enableSecurityHub()
    try await other.enableSecurityHub()
    #expect(try await muster.createMembers([AccountDetails(accountID: member)]) == [])
    #expect(try await muster.inviteMembers([member]) == [])
    let invitation = try #require(try await other.listInvitations().items.first)
    try await other.acceptAdministratorInvitation(
      from: administrator, invitationID: "\(invitation.invitationID)")
    await other.close()
    return muster
  }

  @Test func whatOneConnectionChangedEveryOtherSees() async throws {
    let daemon = try await Daemon()
    let access = try await AccessClient(socket: daemon.socket)
    #expect(try await access.check(viewer: administrator, owner: member) == .ownerNotEnabled)
    let muster = try await associate(on: daemon)
    #expect(try await access.check(viewer: administrator, owner: member) == .administrator)
    #expect(try await access.recipients(of: member).map(\.description) == [member, administrator])
    try await muster.disassociateMembers([member])
    #expect(try await access.check(viewer: administrator, owner: member) == .notAssociated)
    #expect(try await access.recipients(of: member).map(\.description) == [member])
    await muster.close()
    await access.close()
    await daemon.remove()
  }

  @Test func tenThousandPairsAreOneCallAndOneMoreIsNone() async throws {
    let daemon = try await Daemon()
    let muster = try await associate(on: daemon)
    let access = try await AccessClient(socket: daemon.socket)
    var pairs = (0..<10_000).map { AccessPair(viewer: administrator, owner: "\(333_333_300_000 + $0)") }
    pairs[0] = AccessPair(viewer: administrator, owner: member)
    pairs[9_999] = AccessPair(viewer: member, owner: "nobody")
    for _ in 0..<2 {
      let reasons = try await access.check(pairs)
      #expect(reasons.count == 10_000)
      #expect(reasons.first == .administrator)
      #expect(reasons.last == .invalidAccount)
      #expect(reasons.dropFirst().dropLast().allSatisfy { $0 == .ownerNotEnabled })
    }
    let refusal = await #expect(throws: MusterClientError.self) { try await access.check(pairs + [pairs[0]]) }
    #expect(refusal?.kind == .refused(.invalidInput))
    #expect(refusal?.message == "Pairs has 10001 entries; send 1 to 10000 per call.")
    await muster.close()
    await access.close()
    await daemon.remove()
  }

  @Test func regionsAndGrantsHoldHereToo() async throws {
    let user = getuid()
    let daemon = try await Daemon(
      grants: Grants([Grant(to: .user(user), for: .only([try #require(AccountID(member))]), allowing: .all)]))
    let muster = try await MusterClient(socket: daemon.socket, account: member)
    try await muster.enableSecurityHub()
    let here = try await AccessClient(socket: daemon.socket)
    #expect(try await here.check(viewer: administrator, owner: member) == .notAssociated)
    let elsewhere = try await AccessClient(socket: daemon.socket, region: Region("eu-west-1"))
    #expect(try await elsewhere.check(viewer: member, owner: member) == .ownerNotEnabled)
    let refusal = await #expect(throws: MusterClientError.self) { try await here.recipients(of: administrator) }
    #expect(refusal?.kind == .refused(.accessDenied))
    await muster.close()
    await here.close()
    await elsewhere.close()
    await daemon.remove()
  }
}
