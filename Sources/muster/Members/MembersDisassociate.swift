internal import ArgumentParser
internal import MusterCLI
internal import MusterClient
internal import MusterJSON
internal import MusterModel

struct MembersDisassociate: Verb {
  static let configuration = CommandConfiguration(
    commandName: "disassociate",
    abstract: "End associations with members, and withdraw invitations. They stay listed, as Removed.",
    usage: "muster members disassociate ID … [global options]",
    discussion: """
      All or none: when one of the accounts is not a member, nothing is changed. Members that are disassociated already \
      count as done, so the same command can be given again.
      """)

  @Argument(help: ArgumentHelp("The members' accounts.", valueName: "id"))
  var accounts: [String]

  @OptionGroup(title: "Global options") var options: GlobalOptions

  func perform(in session: Session) async throws -> Ending {
    let selection = AccountSelection(try AccountArguments.ids(accounts))
    let ids = selection.ids
    // In one call, since several could not be all or none.
    let most = Limits.accountIDs.upperBound
    guard ids.count <= most else {
      throw Failure.usage(
        "\(ids.count) accounts were given, so nothing was sent: at most \(most) can be disassociated at once.",
        remedy: "Give the command several times, each with some of them.")
    }
    for note in selection.notes { session.console.note(note) }
    try await session.withClient { try await $0.disassociateMembers(ids) }
    try session.console.answer(Done().json, or: "Disassociated \(counted(ids.count, "member")).")
    return .done
  }
}
