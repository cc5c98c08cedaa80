internal import ArgumentParser
internal import MusterCLI
internal import MusterClient
internal import MusterJSON
internal import MusterModel

struct HubEnable: Verb {
  static let configuration = CommandConfiguration(
    commandName: "enable", abstract: "Enable the account's hub, with which everything begins.",
    usage:
      "muster hub enable [--tag KEY=VALUE …] [--no-default-standards] [--control-finding-generator WHICH] [global options]"
  )

  @Option(
    name: .customLong("tag"), parsing: .upToNextOption,
    help: ArgumentHelp("Tags for the hub.", valueName: "key=value"))
  var tags: [String] = []

  @Flag(help: "Do not enable the default standards.")
  var noDefaultStandards = false

  @Option(help: "How control findings are made. Default: SECURITY_CONTROL.")
  var controlFindingGenerator: ControlFindingGenerator?

  @OptionGroup(title: "Global options") var options: GlobalOptions

  func perform(in session: Session) async throws -> Ending {
    let call = EnableSecurityHub(
      tags: try TagArguments.tags(tags), enableDefaultStandards: !noDefaultStandards,
      controlFindingGenerator: controlFindingGenerator ?? .securityControl)
    do {
      try await session.withClient { try await $0.enableSecurityHub(call) }
    } catch let error as MusterClientError where error.kind == .refused(.resourceConflict) {
      throw Failure(error).advising("Nothing was changed. `muster hub show` shows the hub.")
    }
    try session.console.answer(Done().json, or: "Enabled the hub of account \(try session.account).")
    return .done
  }
}
