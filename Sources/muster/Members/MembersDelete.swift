internal import ArgumentParser
internal import MusterCLI
internal import MusterClient
internal import MusterModel

struct MembersDelete: Verb {
  static let configuration = CommandConfiguration(
    commandName: "delete",
    abstract: "Delete members that are not associated, and withdraw their invitations.",
    usage: "muster members delete ID … [global options]",
    discussion: """
      Disassociate associated members first. Accounts that are no members count as done, so the same command can be \
      given again.
      """)

  @Argument(help: ArgumentHelp("The members' accounts.", valueName: "id"))
  var accounts: [String]

  @OptionGroup(title: "Global options") var options: GlobalOptions

  func perform(in session: Session) async throws -> Ending {
    let selection = AccountSelection(try AccountArguments.ids(accounts))
    for note in selection.notes { session.console.note(note) }

    let ids = selection.ids
    return try await session.withClient { client in
      try await session.run(.deletingMembers, of: ids.count) { await client.deleteMembers(all: ids, progress: $0) }
    }
  }
}
