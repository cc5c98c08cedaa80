internal import ArgumentParser
internal import MusterCLI
internal import MusterClient
internal import MusterJSON
internal import MusterModel

struct MembersList: Verb {
  static let configuration = CommandConfiguration(
    commandName: "list", abstract: "List the members that are associated: those that accepted.",
    usage: "muster members list [--all] [global options]")

  @Flag(help: "List members of every status.")
  var all = false

  @OptionGroup(title: "Global options") var options: GlobalOptions

  func perform(in session: Session) async throws -> Ending {
    let members = try await session.withClient { try await $0.members(onlyAssociated: !all).all() }
    try session.console.answer(Page(members).json) { members.isEmpty ? "" : Table(members: members).text($0) }
    if members.isEmpty {
      session.console.hint(
        all
          ? "Account \(try session.account) has no members. `muster members create` adds some."
          : "No member of account \(try session.account) is associated. --all lists those of every status.")
    }
    return .done
  }
}
