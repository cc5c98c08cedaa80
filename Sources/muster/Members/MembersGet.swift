internal import ArgumentParser
internal import MusterCLI
internal import MusterClient
internal import MusterJSON
internal import MusterModel

struct MembersGet: Verb {
  static let configuration = CommandConfiguration(
    commandName: "get", abstract: "Show single members, of any status, in the order given.",
    usage: "muster members get ID … [global options]")

  @Argument(help: ArgumentHelp("The members' accounts.", valueName: "id"))
  var accounts: [String]

  @OptionGroup(title: "Global options") var options: GlobalOptions

  func perform(in session: Session) async throws -> Ending {
    let asked = AccountSelection(try AccountArguments.ids(accounts))
    let found = try await session.withClient { try await $0.getMembers(all: asked.ids) }
    try session.console.answer(found.json) { found.members.isEmpty ? "" : Table(members: found.members).text($0) }
    session.console.hint(of: found.unprocessed)
    return found.unprocessed.isEmpty ? .done : .someUnprocessed
  }
}
