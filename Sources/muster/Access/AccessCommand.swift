internal import ArgumentParser

struct AccessCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "access",
    abstract: "Who may see whose findings.",
    subcommands: [AccessCheck.self, AccessRecipients.self])
}
