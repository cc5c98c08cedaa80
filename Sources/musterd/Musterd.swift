internal import ArgumentParser
internal import MusterDaemon
internal import MusterModel
internal import MusterProcess

/// The daemon: flags in, exit code out.
@main
struct Musterd: HostProgram {
  static let name = "musterd"

  static let configuration = CommandConfiguration(
    commandName: name,
    abstract: "Keeps who belongs to whom: the administrators and members of security accounts.",
    discussion: """
      Flags win over the variables MUSTER_SOCKET, MUSTER_DATA, MUSTER_CONFIG and MUSTER_REGION, these over the \
      configuration file, and the file over the defaults. Run by root or by the user muster it serves the host, run by \
      anyone else it serves that user.
      """,
    version: Release.version)

  @Option(help: ArgumentHelp("The Unix socket to serve.", valueName: "path"), completion: .file())
  var socket: String?

  @Option(
    help: ArgumentHelp("The directory to keep rosters in, or :memory: to lose them at exit.", valueName: "dir"),
    completion: .directory)
  var data: String?

  @Option(
    help: ArgumentHelp("The configuration file, in YAML.", valueName: "file"),
    completion: .file(extensions: ["yaml", "yml"]))
  var config: String?

  @Flag(help: "Say what flags, variables and the configuration file amount to, and exit: 0 if they are good, 2 if not.")
  var checkConfig = false

  static func main() async { await runAndExit() }

  func run(in environment: [String: String]) async throws {
    let flags = Flags(socket: socket, data: data, configuration: config)
    let settings = try SettingsResolver(flags: flags, environment: environment, host: .current).settings()
    if checkConfig {
      StandardStreams.say(settings.summary)
    } else {
      LineLogHandler.bootstrap(
        program: Self.name, level: settings.logLevel, format: settings.logFormat, environment: environment)
      try await Daemon(settings: settings, environment: environment).run()
    }
  }
}
