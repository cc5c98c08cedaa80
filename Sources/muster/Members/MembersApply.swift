internal import ArgumentParser
internal import MusterCLI
internal import MusterClient
internal import MusterModel

struct MembersApply: Verb {
  static let configuration = CommandConfiguration(
    commandName: "apply",
    abstract: "Make the roster what a file says: create and invite who is missing, remove who is not in it.",
    usage: "muster members apply -f FILE|- [--prune] [--dry-run] [global options]",
    discussion: """
      Shows the plan, then carries it out. The file is as for `create`. Accounts that declined, left or were \
      disassociated are invited again; those invited or associated stay as they are. Members that the file does not \
      have are left alone, or with --prune disassociated and deleted; those that the organization lists as not ACTIVE \
      are always left alone. It may be stopped at any time and given again: what is done is not done twice.
      """)

  @Option(
    name: [.customShort("f", allowingJoined: true), .long],
    help: ArgumentHelp("The file of accounts; - is standard input.", valueName: "file"),
    completion: .file(extensions: ["csv", "json"]))
  var file: String

  @Flag(help: "Remove the members that the file does not have.")
  var prune = false

  @Flag(help: "Show the plan, and change nothing.")
  var dryRun = false

  @OptionGroup(title: "Global options") var options: GlobalOptions

  func perform(in session: Session) async throws -> Ending {
    let administrator = try session.account
    let listed = try AccountFile.read(file)
    var selection = AccountSelection()
    selection.add(listed, for: administrator)
    guard !prune || !selection.accounts.isEmpty else {
      throw Failure.usage(
        "\(listed.name) names nobody to keep, and --prune would remove every member, so nothing was sent.",
        remedy: "Give the file that was meant. To remove all, name them to `muster members disassociate` and "
          + "`muster members delete`.")
    }
    for note in selection.notes { session.console.note(note) }

    return try await session.withClient { client in
      try await Self.checkRole(client)
      let roster = try await client.members(onlyAssociated: false).all()
      return try await carryOut(RosterPlan(selection, roster: roster, prune: prune), client, session.console)
    }
  }

  /// Each account would be rejected for the same reason (P3, P7).
  private static func checkRole(_ client: MusterClient) async throws {
    guard let administrator = try await client.getAdministratorAccount() else { return }
    throw Failure(
      .refused, CallError.Code.invalidInput.awsName,
      "Account \(client.account) is a member of administrator \(administrator.accountID), so it can have no members of "
        + "its own; nothing was changed.",
      remedy: "Act for the administrator with --account, or leave it first with `muster administrator leave`.")
  }

  private func carryOut(_ plan: RosterPlan, _ client: MusterClient, _ console: Console) async throws -> Ending {
    try console.preview(plan.text)
    guard !dryRun, !plan.isDone else {
      try console.answer(
        plan.json(unprocessed: dryRun ? nil : []),
        or: plan.isDone
          ? plan.count(.nothing) > 0
            ? "Nothing to do: every account of the file is invited or associated."
            : "Nothing to do: the file names nobody to add."
          : "Nothing was changed: this is a dry run.")
      return .done
    }
    let outcome = await Interruption.cancelling {
      var run = RosterRun(client, console)
      return await run.carryOut(plan)
    }
    try console.answer(plan.json(unprocessed: outcome.unprocessed), or: outcome.summary)
    console.hint(of: outcome.unprocessed)
    if let failure = outcome.failure { throw failure }
    return outcome.unprocessed.isEmpty ? .done : .someUnprocessed
  }
}
