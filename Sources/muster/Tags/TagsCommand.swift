internal import ArgumentParser

struct TagsCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "tags",
    abstract: "The tags of the account's hub.",
    subcommands: [TagsList.self, TagsSet.self, TagsRemove.self])
}
