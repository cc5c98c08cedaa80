internal import ArgumentParser
internal import MusterCLI
internal import MusterClient
internal import MusterModel

struct InvitationsDelete: Verb {
  static let configuration = CommandConfiguration(
    commandName: "delete",
    abstract: "Delete invitations that the account received, or withdraw those that it sent.",
    usage: "muster invitations delete ID … [global options]",
    discussion: """
      `muster administrator leave` comes before deleting the one that was accepted. Accounts without an invitation \
      count as done, so the same command can be given again.
      """)

  @Argument(help: ArgumentHelp("The accounts that invited it, or that it invited.", valueName: "id"))
  var accounts: [String]

  @OptionGroup(title: "Global options") var options: GlobalOptions

  func perform(in session: Session) async throws -> Ending {
    let selection = AccountSelection(try AccountArguments.ids(accounts))
    for note in selection.notes { session.console.note(note) }

    let ids = selection.ids
    return try await session.withClient { client in
      try await session.run(.deletingInvitations, of: ids.count) {
        await client.deleteInvitations(all: ids, progress: $0)
      }
    }
  }
}
