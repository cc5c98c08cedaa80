internal import ArgumentParser

struct HubCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "hub",
    abstract: "The account's own Security Hub.",
    subcommands: [HubEnable.self, HubDisable.self, HubShow.self, HubUpdate.self])
}
