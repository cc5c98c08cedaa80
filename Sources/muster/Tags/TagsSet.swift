internal import ArgumentParser
internal import MusterCLI
internal import MusterClient
internal import MusterJSON
internal import MusterModel

struct TagsSet: Verb {
  static let configuration = CommandConfiguration(
    commandName: "set", abstract: "Add tags to the account's hub, or give those it has new values.",
    usage: "muster tags set KEY=VALUE … [global options]",
    discussion: "Tags that are not named stay as they are.")

  @Argument(help: ArgumentHelp("The tags.", valueName: "key=value"))
  var tags: [String]

  @OptionGroup(title: "Global options") var options: GlobalOptions

  func perform(in session: Session) async throws -> Ending {
    let tags = try TagArguments.tags(tags, of: "The command line")
    try await session.withClient { client in
      try await client.tagResource(try await client.describeHub().hubARN, tags: tags)
    }
    try session.console.answer(
      Done().json, or: "Set \(counted(tags.count, "tag")) on the hub of account \(try session.account).")
    return .done
  }
}
