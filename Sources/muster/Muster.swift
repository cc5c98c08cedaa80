internal import ArgumentParser
internal import MusterModel

/// The command line: every verb is a file of its own, below.
@main
struct Muster: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "muster",
    abstract: "Manages who belongs to whom: the administrators and members of security accounts.",
    usage: "muster [global options] <command>",
    discussion: """
      Speaks to musterd on this host. Give --account once and for all as MUSTER_ACCOUNT, and likewise MUSTER_REGION \
      and MUSTER_SOCKET.

      Exit status: 0 done, 1 some accounts were not processed, 2 the command line or a file is wrong and nothing was \
      sent, 3 the daemon refused (access check: denied), 4 the daemon cannot be reached, 5 the daemon failed or did not answer in time.
      """,
    version: Release.version,
    subcommands: [
      HubCommand.self, TagsCommand.self, MembersCommand.self, InvitationsCommand.self, AdministratorCommand.self,
      AccessCommand.self, Watch.self, Status.self, Bench.self,
    ]
  )

  @OptionGroup(title: "Global options") var options: GlobalOptions

  static func main() async {
    await Program.run(Array(CommandLine.arguments.dropFirst()))
  }
}
