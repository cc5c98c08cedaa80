internal import ArgumentParser
internal import MusterCLI
internal import MusterClient
internal import MusterJSON
internal import MusterModel

struct TagsRemove: Verb {
  static let configuration = CommandConfiguration(
    commandName: "remove", abstract: "Remove tags from the account's hub.",
    usage: "muster tags remove KEY … [global options]",
    discussion: "Tags that the hub does not have count as done, so the same command can be given again.")

  @Argument(help: ArgumentHelp("The tags' keys.", valueName: "key"))
  var keys: [String]

  @OptionGroup(title: "Global options") var options: GlobalOptions

  func perform(in session: Session) async throws -> Ending {
    let before = try await session.withClient { client in
      let hub = try await client.describeHub().hubARN
      // Removing says nothing of keys that were not there, and whoever mistyped one should learn of it.
      let before = try await client.listTagsForResource(hub)
      try await client.untagResource(hub, tagKeys: keys)
      return before
    }
    let asked = Set(keys)
    let removed = asked.count { before[$0] != nil }
    try session.console.answer(
      Done().json, or: "Removed \(counted(removed, "tag")) from the hub of account \(try session.account).")
    for key in asked.sorted() where before[key] == nil {
      session.console.note("The hub had no tag \"\(key)\".")
    }
    return .done
  }
}
