internal import ArgumentParser
internal import MusterCLI
internal import MusterClient
internal import MusterModel

struct MembersCreate: Verb {
  static let configuration = CommandConfiguration(
    commandName: "create",
    abstract: "Add accounts as members. They learn of it when they are invited.",
    usage: "muster members create [ID[=EMAIL] …] [-f FILE | -f -] [global options]",
    discussion: """
      A file is CSV, account_id,email a line, or what `aws organizations list-accounts` prints; of the latter only \
      ACTIVE accounts are added, and never the administrator itself. Accounts that are members already count as done, \
      so the same command can be given again.
      """)

  @Argument(help: ArgumentHelp("Accounts to add.", valueName: "id[=email]"))
  var accounts: [String] = []

  @Option(
    name: [.customShort("f", allowingJoined: true), .long],
    help: ArgumentHelp("A file of accounts to add; - is standard input.", valueName: "file"),
    completion: .file(extensions: ["csv", "json"]))
  var file: String?

  @OptionGroup(title: "Global options") var options: GlobalOptions

  func perform(in session: Session) async throws -> Ending {
    guard !accounts.isEmpty || file != nil else {
      throw Failure.usage(
        "No accounts were given, so nothing was sent.", remedy: "Name some, or give a file of them with -f.")
    }
    let administrator = try session.account
    var selection = AccountSelection(try AccountArguments.accounts(accounts))
    if let file { selection.add(try AccountFile.read(file), for: administrator) }
    for note in selection.notes { session.console.note(note) }

    let details = selection.accounts.map { AccountDetails(accountID: "\($0.id)", email: $0.email) }
    return try await session.withClient { client in
      try await session.run(.creating, of: details.count) { await client.createMembers(all: details, progress: $0) }
    }
  }
}
