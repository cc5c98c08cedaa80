internal import ArgumentParser
internal import MusterCLI
internal import MusterClient
internal import MusterJSON
internal import MusterModel

struct InvitationsList: Verb {
  static let configuration = CommandConfiguration(
    commandName: "list", abstract: "List the account's invitations.",
    usage: "muster invitations list [global options]")

  @OptionGroup(title: "Global options") var options: GlobalOptions

  func perform(in session: Session) async throws -> Ending {
    let invitations = try await session.withClient { try await $0.invitations().all() }
    try session.console.answer(Page(invitations).json) {
      invitations.isEmpty ? "" : Table(invitations: invitations).text($0)
    }
    if invitations.isEmpty { session.console.hint("Account \(try session.account) has no invitations.") }
    return .done
  }
}
