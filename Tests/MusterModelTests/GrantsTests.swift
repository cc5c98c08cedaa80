import MusterModel
import TestFixtures
import Testing

@Suite("Grants")
struct GrantsTests {
  let mine = account(1)
  let yours = account(2)

  private func principal(_ user: UInt32, group: UInt32 = 100, groups: [UInt32] = [], as account: AccountID) -> Principal
  {
    Principal(
      peer: Peer(processID: 9, userID: user, groupID: group, groups: groups), account: account, region: .usEast1)
  }

  private func allowed(_ grants: Grants, _ principal: Principal) -> Set<MusterModel.Operation> {
    Set(
      MusterModel.Operation.allCases.filter { operation in
        do { try grants.check(operation, by: principal) } catch { return false }
        return true
      })
  }

  static let reads: Set<MusterModel.Operation> = [
    .describeHub, .getMembers, .listMembers, .listInvitations, .getInvitationsCount, .getAdministratorAccount,
    .listTagsForResource, .listOrganizationAdminAccounts, .describeOrganizationConfiguration, .checkAccess,
    .batchCheckAccess, .resolveRecipients, .watchMembers,
  ]

  /// What either role may do: the hub, its tags, and deleting invitations, of which the direction decides later.
  static let either: Set<MusterModel.Operation> = [
    .enableSecurityHub, .disableSecurityHub, .updateSecurityHubConfiguration, .tagResource, .untagResource,
    .deleteInvitations,
  ]

  @Test(
    "allow what their roles allow",
    arguments: [
      (Grant.Roles.read, reads),
      (
        .member,
        reads.union(either).union([
          .acceptAdministratorInvitation, .declineInvitations, .disassociateFromAdministratorAccount,
        ])
      ),
      (
        .administrator,
        reads.union(either).union([
          .createMembers, .inviteMembers, .disassociateMembers, .deleteMembers, .enableOrganizationAdminAccount,
          .disableOrganizationAdminAccount, .updateOrganizationConfiguration,
        ])
      ),
      (.all, Set(MusterModel.Operation.allCases)),
      (.adminService, []),
      ([], []),
    ] as [(Grant.Roles, Set<MusterModel.Operation>)])
  func roles(_ roles: Grant.Roles, _ operations: Set<MusterModel.Operation>) {
    let grants = Grants([Grant(to: .user(7), for: .all, allowing: roles)])
    #expect(allowed(grants, principal(7, as: mine)) == operations)
    #expect(allowed(grants, principal(8, as: mine)).isEmpty)
  }

  @Test("are given to a user, or to a group whichever way one belongs to it")
  func subjects() {
    let user = Grants([Grant(to: .user(7), for: .all, allowing: .read)])
    #expect(allowed(user, principal(7, as: mine)) == Self.reads)
    #expect(allowed(user, principal(8, group: 7, groups: [7], as: mine)).isEmpty)

    let group = Grants([Grant(to: .group(7), for: .all, allowing: .read)])
    #expect(allowed(group, principal(8, group: 7, as: mine)) == Self.reads)
    #expect(allowed(group, principal(8, groups: [1, 7], as: mine)) == Self.reads)
    #expect(allowed(group, principal(7, groups: [1], as: mine)).isEmpty)
  }

  @Test("hold for the accounts they name, and none of them for what another does not allow")
  func accounts() {
    let grants = Grants([
      Grant(to: .user(7), for: .only([mine]), allowing: .administrator),
      Grant(to: .user(7), for: .only([yours]), allowing: .read),
      Grant(to: .user(7), for: .only([]), allowing: .all),
    ])
    #expect(allowed(grants, principal(7, as: mine)).contains(.createMembers))
    #expect(allowed(grants, principal(7, as: yours)) == Self.reads)
    #expect(allowed(grants, principal(7, as: account(3))).isEmpty)
    #expect(allowed(Grants([]), principal(0, as: mine)).isEmpty)
  }

  @Test("by default let root and the daemon's own user do everything, and nobody else anything")
  func defaults() throws {
    for own in [UInt32(0), 500] {
      let grants = Grants.defaults(ownUser: own)
      for user in [0, own] {
        #expect(allowed(grants, principal(user, as: mine)) == Set(MusterModel.Operation.allCases))
        try grants.checkAdminService(by: principal(user, as: mine).peer)
      }
      let stranger = principal(501, group: 0, groups: [0, 500], as: mine)
      #expect(allowed(grants, stranger).isEmpty)
      expect(.accessDenied, "User 501 is not authorized to use the daemon's Admin service") {
        try grants.checkAdminService(by: stranger.peer)
      }
    }
  }

  @Test("give the Admin service only to whom it is granted")
  func adminService() throws {
    let grants = Grants([
      Grant(to: .user(7), for: .all, allowing: .all), Grant(to: .group(9), for: .only([]), allowing: .adminService),
    ])
    expect(.accessDenied, "User 7") { try grants.checkAdminService(by: principal(7, as: mine).peer) }
    try grants.checkAdminService(by: principal(8, group: 9, as: mine).peer)
  }

  @Test("say who was refused what, and for which account")
  func messages() {
    expect(.accessDenied, "User 501 is not authorized to perform CreateMembers for account 000000000001") {
      try Grants([]).check(.createMembers, by: principal(501, as: mine))
    }
  }

  @Test("every operation that changes something is more than a read")
  func mutations() {
    for operation in MusterModel.Operation.allCases {
      #expect(operation.isMutation == !Self.reads.contains(operation))
      #expect(operation.description == operation.name)
    }
    #expect(Set(MusterModel.Operation.allCases.map(\.name)).count == MusterModel.Operation.allCases.count)
  }
}
