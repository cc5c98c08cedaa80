internal import ArgumentParser

struct InvitationsCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "invitations",
    abstract: "The invitations that the account received from administrators.",
    subcommands: [
      InvitationsList.self, InvitationsCount.self, InvitationsAccept.self, InvitationsDecline.self,
      InvitationsDelete.self,
    ])
}
