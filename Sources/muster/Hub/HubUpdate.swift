internal import ArgumentParser
internal import MusterCLI
internal import MusterClient
internal import MusterJSON
internal import MusterModel

struct HubUpdate: Verb {
  static let configuration = CommandConfiguration(
    commandName: "update", abstract: "Change settings of the account's hub.",
    usage: "muster hub update [--auto-enable-controls true|false] [--control-finding-generator WHICH] [global options]",
    discussion: "What is not given stays as it is.")

  @Option(help: ArgumentHelp("Whether new controls of enabled standards are enabled.", valueName: "true|false"))
  var autoEnableControls: Bool?

  @Option(help: "Whether control findings are made per standard, or once for all.")
  var controlFindingGenerator: ControlFindingGenerator?

  @OptionGroup(title: "Global options") var options: GlobalOptions

  func perform(in session: Session) async throws -> Ending {
    guard autoEnableControls != nil || controlFindingGenerator != nil else {
      throw Failure.usage(
        "No setting was given, so nothing was sent.",
        remedy: "Give --auto-enable-controls, --control-finding-generator or both.")
    }
    try await session.withClient { client in
      try await client.updateSecurityHubConfiguration(
        autoEnableControls: autoEnableControls, controlFindingGenerator: controlFindingGenerator)
    }
    try session.console.answer(Done().json, or: "Updated the hub of account \(try session.account).")
    return .done
  }
}
