internal import ArgumentParser
internal import MusterCLI
internal import MusterClient
internal import MusterJSON
internal import MusterModel

struct TagsList: Verb {
  static let configuration = CommandConfiguration(
    commandName: "list", abstract: "List the tags of the account's hub.",
    usage: "muster tags list [global options]")

  @OptionGroup(title: "Global options") var options: GlobalOptions

  func perform(in session: Session) async throws -> Ending {
    let tags = try await session.withClient { client in
      try await client.listTagsForResource(try await client.describeHub().hubARN)
    }
    try session.console.answer(ResourceTags(tags).json) { tags.isEmpty ? "" : Table(tags: tags).text($0) }
    if tags.isEmpty {
      session.console.hint("The hub of account \(try session.account) has no tags. `muster tags set` adds some.")
    }
    return .done
  }
}
