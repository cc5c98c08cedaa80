internal import ArgumentParser
internal import MusterCLI
internal import MusterClient
internal import MusterJSON
internal import MusterModel

struct AdministratorLeave: Verb {
  static let configuration = CommandConfiguration(
    commandName: "leave", abstract: "Leave the account's administrator: it is its member no longer.",
    usage: "muster administrator leave [global options]",
    discussion: "The invitation stays, and can be accepted again.")

  @OptionGroup(title: "Global options") var options: GlobalOptions

  func perform(in session: Session) async throws -> Ending {
    try await session.withClient { try await $0.disassociateFromAdministratorAccount() }
    try session.console.answer(Done().json, or: "Account \(try session.account) left its administrator.")
    return .done
  }
}
