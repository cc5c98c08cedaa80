internal import ArgumentParser
internal import MusterCLI
internal import MusterClient
internal import MusterModel

struct MembersInvite: Verb {
  static let configuration = CommandConfiguration(
    commandName: "invite",
    abstract: "Invite members. They accept with `muster invitations accept`.",
    usage: "muster members invite ID … | --all [global options]",
    discussion: "Members that are invited or associated already count as done, so the same command can be given again.")

  @Argument(help: ArgumentHelp("The members' accounts.", valueName: "id"))
  var accounts: [String] = []

  @Flag(help: "Invite every member that was never invited: those in status Created.")
  var all = false

  @OptionGroup(title: "Global options") var options: GlobalOptions

  func perform(in session: Session) async throws -> Ending {
    guard accounts.isEmpty == all else {
      throw Failure.usage(
        all
          ? "Accounts and --all were both given, so nothing was sent." : "No accounts were given, so nothing was sent.",
        remedy: "Name the accounts to invite, or give --all.")
    }
    let selection = AccountSelection(try AccountArguments.ids(accounts))
    for note in selection.notes { session.console.note(note) }

    return try await session.withClient { client in
      let ids = all ? try await Self.created(client) : selection.ids
      if all, ids.isEmpty { session.console.hint("No member is in status Created.") }
      return try await session.run(.inviting, of: ids.count) { await client.inviteMembers(all: ids, progress: $0) }
    }
  }

  private static func created(_ client: MusterClient) async throws(MusterClientError) -> [String] {
    var created: [String] = []
    for try await member in client.members(onlyAssociated: false) where member.status == .created {
      created.append("\(member.accountID)")
    }
    return created
  }
}
