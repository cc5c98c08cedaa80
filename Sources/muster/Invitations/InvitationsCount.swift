internal import ArgumentParser
internal import MusterCLI
internal import MusterClient
internal import MusterJSON

struct InvitationsCount: Verb {
  static let configuration = CommandConfiguration(
    commandName: "count", abstract: "Count the account's invitations, the accepted one left out.",
    usage: "muster invitations count [global options]")

  @OptionGroup(title: "Global options") var options: GlobalOptions

  func perform(in session: Session) async throws -> Ending {
    let count = try await session.withClient { try await $0.getInvitationsCount() }
    try session.console.answer(
      InvitationsCountAnswer(count).json,
      or: "Account \(try session.account) has \(counted(count, "invitation")), an accepted one not counted.")
    return .done
  }
}
