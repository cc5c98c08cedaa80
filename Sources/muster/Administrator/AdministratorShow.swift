internal import ArgumentParser
internal import MusterCLI
internal import MusterClient
internal import MusterJSON

struct AdministratorShow: Verb {
  static let configuration = CommandConfiguration(
    commandName: "show", abstract: "Show the account's administrator.",
    usage: "muster administrator show [global options]")

  @OptionGroup(title: "Global options") var options: GlobalOptions

  func perform(in session: Session) async throws -> Ending {
    let administrator = try await session.withClient { try await $0.getAdministratorAccount() }
    try session.console.answer(AdministratorAnswer(administrator).json) { style in
      administrator.map { Table(administrator: $0).text(style) } ?? ""
    }
    if administrator == nil { session.console.hint("Account \(try session.account) has no administrator.") }
    return .done
  }
}
