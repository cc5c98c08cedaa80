internal import ArgumentParser
internal import MusterCLI
internal import MusterLoad

struct Bench: Verb {
  static let configuration = CommandConfiguration(
    abstract: "Measure how fast the daemon answers, and how fast it writes.",
    usage: "muster bench [--connections N] [--window N] [--duration 10s] [--rate N] [--mix MIX] [global options]",
    discussion: """
      Calls as fast as answers come, or with --rate at that pace: then a call's time counts from when it was due, \
      whatever kept it from being sent.

      A mix is OPERATION[:SIZE][=WEIGHT],… of check-access, batch-check-access (:1 to 10000 pairs), resolve-recipients, \
      get-members (:1 to 1000), list-members (:1 to 50 a page), describe-hub, create-members and delete-members (:1 to 50). \
      Where a roster has no room for more, delete-members is called instead of create-members, and the other way round \
      where there is nothing to delete.

      It works in the Region muster-bench, which nobody else uses, with accounts from 990000000000 on, whatever \
      MUSTER_ACCOUNT and MUSTER_REGION say. --account names the first of other accounts (the three million from there are \
      its own), --region another Region. It says before what it will make there, refuses accounts with a hub that it did \
      not make, and removes all of it at the end, after Control-C too. What a run that was killed has left, the next one \
      removes first. Rosters are filled up to 1000 rows.
      """)

  @Option(help: ArgumentHelp("Connections, 1 to 4096. A daemon has 1024 for one user by default.", valueName: "n"))
  var connections = 8

  @Option(help: ArgumentHelp("Calls in flight on each connection at most, 1 to 1024.", valueName: "n"))
  var window = 16

  @Option(
    help: ArgumentHelp(
      "How long to measure, 100ms to 15m; a tenth of it, 1s at most, warms up before.", valueName: "time"))
  var duration = "10s"

  @Option(
    help: ArgumentHelp(
      "Calls a second on all connections together. Default: as fast as answers come.", valueName: "n"))
  var rate: Int?

  @Option(help: ArgumentHelp("What to call how often.", valueName: "mix"))
  var mix = BenchArguments.usualMix

  @Option(help: ArgumentHelp("Members of each roster, 1 to 100000.", valueName: "n"))
  var members = 50

  @Option(help: ArgumentHelp("Administrators with a roster each, 1 to 100000.", valueName: "n"))
  var tenants = 16

  @Option(help: ArgumentHelp("Threads that call, 1 to 64.", valueName: "n"))
  var threads = 1

  @Flag(help: "The same as -o json.")
  var json = false

  @OptionGroup(title: "Global options") var globals: GlobalOptions

  var options: GlobalOptions {
    var options = globals
    if json { options.output = .json }
    return options
  }

  func perform(in session: Session) async throws -> Ending {
    let arguments = BenchArguments(
      connections: connections, window: window, threads: threads, duration: duration, rate: rate, mix: mix,
      members: members, tenants: tenants, account: globals.account, region: globals.region)
    let plan = try arguments.plan(socket: try session.socketPath)
    let outcome = await Interruption.cancelling {
      await BenchRun(plan, session.console).carryOut { look in
        try await session.explaining(plan.load.socket, look)
      }
    }
    return try outcome.get()
  }
}
