internal import ArgumentParser

struct MembersCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "members",
    abstract: "The account's members: it is their administrator.",
    subcommands: [
      MembersCreate.self, MembersList.self, MembersGet.self, MembersInvite.self, MembersDisassociate.self,
      MembersDelete.self, MembersApply.self,
    ])
}
