internal import ArgumentParser
internal import MusterCLI
internal import MusterJSON
internal import MusterModel

struct Status: Verb {
  static let configuration = CommandConfiguration(
    abstract: "Show how the daemon is, and what it was asked.",
    usage: "muster status [global options]",
    discussion: "Needs no account. The daemon answers its own user, root, and whom it grants admin-service.")

  /// A daemon that is well answers at once, and whether it is well is the question.
  private static let patience: Duration = .seconds(3)

  @OptionGroup(title: "Global options") var options: GlobalOptions

  func perform(in session: Session) async throws -> Ending {
    let status = try await session.daemonStatus(within: Self.patience)
    try session.console.answer(status.json) { style in
      let calls = status.calls.isEmpty ? "" : "\n" + Table(calls: status.calls).text(style)
      return Table(daemon: status).text(style) + calls
    }
    return .done
  }
}
