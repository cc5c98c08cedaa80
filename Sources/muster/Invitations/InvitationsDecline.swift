internal import ArgumentParser
internal import MusterCLI
internal import MusterClient
internal import MusterModel

struct InvitationsDecline: Verb {
  static let configuration = CommandConfiguration(
    commandName: "decline",
    abstract: "Decline administrators' invitations.",
    usage: "muster invitations decline ID … [global options]",
    discussion: """
      They stay listed, as Resigned, and can still be accepted. Those declined already count as done, so the same \
      command can be given again.
      """)

  @Argument(help: ArgumentHelp("The administrators that invited.", valueName: "id"))
  var accounts: [String]

  @OptionGroup(title: "Global options") var options: GlobalOptions

  func perform(in session: Session) async throws -> Ending {
    let selection = AccountSelection(try AccountArguments.ids(accounts))
    for note in selection.notes { session.console.note(note) }

    let ids = selection.ids
    return try await session.withClient { client in
      try await session.run(.declining, of: ids.count) { await client.declineInvitations(fromAll: ids, progress: $0) }
    }
  }
}
