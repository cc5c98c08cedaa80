internal import ArgumentParser
internal import MusterCLI
internal import MusterClient
internal import MusterJSON
internal import MusterModel

struct AccessCheck: Verb {
  static let configuration = CommandConfiguration(
    commandName: "check",
    abstract: "Say whether an account may see the findings of another.",
    usage: "muster access check --viewer ID --owner ID [global options]",
    discussion: "Exit status: 0 allowed, 3 denied. --account is not needed.")

  @Option(help: ArgumentHelp("Who wants to see findings.", valueName: "id"))
  var viewer: String

  @Option(help: ArgumentHelp("Whose findings.", valueName: "id"))
  var owner: String

  @OptionGroup(title: "Global options") var options: GlobalOptions

  func perform(in session: Session) async throws -> Ending {
    let viewer = try AccountArguments.id(viewer, of: "--viewer")
    let owner = try AccountArguments.id(owner, of: "--owner")
    let reason = try await session.withAccessClient { try await $0.check(viewer: "\(viewer)", owner: "\(owner)") }
    try session.console.answer(AccessAnswer(reason).json, or: reason.sentence(viewer: viewer, owner: owner))
    return reason.isAllowed ? .done : .refused
  }
}
