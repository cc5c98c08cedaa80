internal import ArgumentParser
internal import MusterCLI
internal import MusterClient
internal import MusterJSON

struct HubShow: Verb {
  static let configuration = CommandConfiguration(
    commandName: "show", abstract: "Describe the account's hub.",
    usage: "muster hub show [global options]")

  @OptionGroup(title: "Global options") var options: GlobalOptions

  func perform(in session: Session) async throws -> Ending {
    let hub = try await session.withClient { try await $0.describeHub() }
    try session.console.answer(hub.json) { Table(hub: hub).text($0) }
    return .done
  }
}
