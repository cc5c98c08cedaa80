internal import ArgumentParser
internal import MusterCLI
internal import MusterClient
internal import MusterJSON
internal import MusterModel

struct InvitationsAccept: Verb {
  static let configuration = CommandConfiguration(
    commandName: "accept", abstract: "Accept an administrator's invitation, and become its member.",
    usage: "muster invitations accept ADMINISTRATOR [--invitation-id ID] [global options]")

  @Argument(help: ArgumentHelp("The account that invited.", valueName: "administrator"))
  var administrator: String

  @Option(help: ArgumentHelp("The invitation. Default: the one from that administrator.", valueName: "id"))
  var invitationID: String?

  @OptionGroup(title: "Global options") var options: GlobalOptions

  func perform(in session: Session) async throws -> Ending {
    let administrator = try AccountArguments.id(administrator, of: "ADMINISTRATOR")
    let account = try session.account
    try await session.withClient { client in
      var invitation = invitationID
      if invitation == nil { invitation = try await Self.invitation(from: administrator, client) }
      guard let invitation else {
        throw Failure(
          .refused, CallError.Code.resourceNotFound.awsName,
          "Account \(account) has no invitation from account \(administrator).",
          remedy: "`muster invitations list` lists those it has. The administrator sends one with "
            + "`muster members invite \(account)`.")
      }
      try await client.acceptAdministratorInvitation(from: "\(administrator)", invitationID: invitation)
    }
    try session.console.answer(
      Done().json, or: "Account \(account) is now a member of administrator \(administrator).")
    return .done
  }

  private static func invitation(
    from administrator: AccountID, _ client: MusterClient
  ) async throws(MusterClientError) -> String? {
    for try await invitation in client.invitations() where invitation.accountID == administrator {
      return "\(invitation.invitationID)"
    }
    return nil
  }
}
