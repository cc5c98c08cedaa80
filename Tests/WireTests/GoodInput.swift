import MusterModel

/// A request of every operation that is right in every field, for the table to spoil one at a time.
struct GoodInput: Sendable {
  /// Nil: nobody acts.
  let caller: String?
  let message: @Sendable (WireDaemon) -> Message

  private init(_ caller: String?, _ message: @autoclosure @escaping @Sendable () -> Message) {
    self.caller = caller
    self.message = { _ in message() }
  }

  private init(_ caller: String?, of message: @escaping @Sendable (WireDaemon) -> Message) {
    self.caller = caller
    self.message = message
  }

  /// Nil for an operation that nobody has thought of yet.
  static func of(_ operation: Operation) -> GoodInput? { all[operation] }

  private static let own = WireDaemon.arn(of: WireDaemon.administrator)
  private static let us = WireDaemon.administrator

  private static let all: [Operation: GoodInput] = [
    .enableSecurityHub: GoodInput(
      WireDaemon.stranger, Message().message(1, .tag("key", "value")).varint(2, 0).varint(3, 1)),
    .disableSecurityHub: GoodInput(WireDaemon.invited, Message()),
    .describeHub: GoodInput(us, Message().text(1, own)),
    .updateSecurityHubConfiguration: GoodInput(us, Message().varint(1, 0).varint(2, 1)),
    .createMembers: GoodInput(
      us, Message().message(1, Message().text(1, WireDaemon.stranger).text(2, "a@example.com"))),
    .getMembers: GoodInput(us, Message().text(1, WireDaemon.created)),
    .listMembers: GoodInput(us, Message().varint(1, 0).varint(2, 1).text(3, "")),
    .inviteMembers: GoodInput(us, Message().text(1, WireDaemon.created)),
    .disassociateMembers: GoodInput(us, Message().text(1, WireDaemon.enabled[0])),
    .deleteMembers: GoodInput(us, Message().text(1, WireDaemon.created)),
    .listInvitations: GoodInput(WireDaemon.invited, Message().varint(1, 1).text(2, "")),
    .getInvitationsCount: GoodInput(WireDaemon.invited, Message()),
    .acceptAdministratorInvitation: GoodInput(WireDaemon.invited) { daemon in
      Message().text(1, us).text(2, daemon.invitationIDs[us] ?? "")
    },
    .declineInvitations: GoodInput(WireDaemon.invited, Message().text(1, us)),
    .deleteInvitations: GoodInput(WireDaemon.invited, Message().text(1, us)),
    .getAdministratorAccount: GoodInput(WireDaemon.enabled[0], Message()),
    .disassociateFromAdministratorAccount: GoodInput(WireDaemon.enabled[0], Message()),
    .tagResource: GoodInput(us, Message().text(1, own).message(2, .tag("key", "value"))),
    .untagResource: GoodInput(us, Message().text(1, own).text(2, "team")),
    .listTagsForResource: GoodInput(us, Message().text(1, own)),
    .enableOrganizationAdminAccount: GoodInput(us, Message().text(1, us).varint(2, 1)),
    .disableOrganizationAdminAccount: GoodInput(us, Message().text(1, us).varint(2, 1)),
    .listOrganizationAdminAccounts: GoodInput(us, Message().varint(1, 1).text(2, "").varint(3, 1)),
    .describeOrganizationConfiguration: GoodInput(us, Message()),
    .updateOrganizationConfiguration: GoodInput(
      us, Message().varint(1, 1).varint(2, 1).message(3, Message().varint(1, 1).varint(2, 1).text(3, "text"))),
    .checkAccess: GoodInput(nil, Message().text(1, us).text(2, WireDaemon.enabled[0]).text(3, "us-east-1")),
    .batchCheckAccess: GoodInput(
      nil, Message().message(1, Message().text(1, us).text(2, WireDaemon.enabled[0])).text(2, "us-east-1")),
    .resolveRecipients: GoodInput(nil, Message().text(1, WireDaemon.enabled[0]).text(2, "us-east-1")),
    .watchMembers: GoodInput(us, Message()),
  ]
}
