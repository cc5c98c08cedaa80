internal import ArgumentParser
internal import MusterCLI
internal import MusterClient
internal import MusterJSON
internal import MusterModel

struct AccessRecipients: Verb {
  static let configuration = CommandConfiguration(
    commandName: "recipients",
    abstract: "List to whom a finding of an account goes: itself, and its administrator.",
    usage: "muster access recipients ID [global options]",
    discussion: "--account is not needed.")

  @Argument(help: ArgumentHelp("Whose finding.", valueName: "id"))
  var owner: String

  @OptionGroup(title: "Global options") var options: GlobalOptions

  func perform(in session: Session) async throws -> Ending {
    let owner = try AccountArguments.id(owner, of: "The account")
    let recipients = try await session.withAccessClient { try await $0.recipients(of: "\(owner)") }
    try session.console.answer(RecipientsAnswer(recipients).json) { style in
      recipients.isEmpty ? "" : Table(recipients: recipients, of: owner).text(style)
    }
    if recipients.isEmpty {
      session.console.hint(
        "Account \(owner) has no hub, so its findings go to nobody. `muster hub enable` enables one.")
    }
    return .done
  }
}
