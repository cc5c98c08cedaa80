internal import ArgumentParser
internal import Logging
internal import MusterClient
internal import MusterGateway
internal import MusterModel
internal import MusterProcess

/// The AWS front: flags in, exit code out.
@main
struct MusterGatewayCommand: HostProgram {
  static let name = "muster-gateway"

  static let configuration = CommandConfiguration(
    commandName: name,
    abstract: "Lets AWS's SDKs, the AWS CLI and Terraform use Muster as they use Security Hub.",
    discussion: """
      Answers requests signed with the keys of an AWS shared-credentials file whose profile names are account ids, and \
      asks the daemon on this host. SIGHUP reads the file again. Give clients its address as their endpoint for \
      securityhub and sts.
      """,
    version: Release.version)

  @Option(help: ArgumentHelp("Where to listen; port 0 takes any that is free.", valueName: "host:port"))
  var listen = "\(ListenAddress.standard)"

  @Option(
    help: ArgumentHelp(
      "The daemon's socket. Default: MUSTER_SOCKET, then your own daemon's, then the host's.", valueName: "path"),
    completion: .file())
  var socket: String?

  @Option(
    help: ArgumentHelp(
      "Whose signatures to take: an AWS shared-credentials file whose profile names are account ids.", valueName: "file"
    ),
    completion: .file())
  var credentials: String?

  @Flag(
    help: """
      Take any signature, of any secret: the access key id is the account id. For tests on this host; refused unless \
      --listen is a loopback address.
      """)
  var insecureAnySignature = false

  @Option(
    help: ArgumentHelp("What to log: trace, debug (every read), info, notice, warning or error.", valueName: "level"))
  var logLevel = "info"

  @Option(help: ArgumentHelp("How: text or json.", valueName: "format"))
  var logFormat = "text"

  static func main() async { await runAndExit() }

  func run(in environment: [String: String]) async throws {
    let settings = try GatewaySettings(
      listen: listen, socket: socket ?? SocketPath.ofThisProcess(), credentials: credentials,
      insecureAnySignature: insecureAnySignature, logLevel: logLevel, logFormat: logFormat)
    let signatures = try SignatureSource(settings.signatures)
    LineLogHandler.bootstrap(
      program: Self.name, level: settings.logLevel, format: settings.logFormat, environment: environment)
    try await GatewayProcess(settings: settings, signatures: signatures, environment: environment).run()
  }
}
