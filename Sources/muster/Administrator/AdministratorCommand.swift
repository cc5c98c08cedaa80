internal import ArgumentParser

struct AdministratorCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "administrator",
    abstract: "The account's administrator: it is its member.",
    subcommands: [AdministratorShow.self, AdministratorLeave.self])
}
