internal import ArgumentParser
internal import MusterCLI

/// What every command takes, before its name or after.
struct GlobalOptions: ParsableArguments {
  @Option(
    help: ArgumentHelp("The daemon's socket. Default: MUSTER_SOCKET, or where musterd puts it.", valueName: "path"),
    completion: .file())
  var socket: String?

  @Option(help: ArgumentHelp("The account to act for, 12 digits. Default: MUSTER_ACCOUNT.", valueName: "id"))
  var account: String?

  @Option(help: ArgumentHelp("The Region to act in. Default: MUSTER_REGION, or the daemon's own.", valueName: "region"))
  var region: String?

  @Option(name: [.customShort("o", allowingJoined: true), .long], help: "How to answer: for people, or for programs.")
  var output: OutputFormat = .table
}

extension OutputFormat: ExpressibleByArgument {}
