internal import MusterCLI
internal import MusterClient
internal import MusterModel

/// What a verb works with: where to say things, for whom to act, and the daemon.
struct Session: Sendable {
  let console: Console
  private let options: GlobalOptions
  private let environment: Environment

  init(_ options: GlobalOptions, _ environment: Environment) {
    console = Console(options.output, environment: environment)
    self.options = options
    self.environment = environment
  }

  /// The account to act for.
  var account: AccountID {
    get throws(Failure) {
      if let flag = options.account { return try AccountArguments.id(flag, of: "--account") }
      if let variable = environment["MUSTER_ACCOUNT"] {
        return try AccountArguments.id(variable, of: "MUSTER_ACCOUNT")
      }
      throw .usage(
        "No account was given to act for, so nothing was sent.",
        remedy: "Give one with --account or in MUSTER_ACCOUNT, 12 digits.")
    }
  }

  /// Where the daemon is looked for.
  var socketPath: String {
    get throws(Failure) { try socket ?? SocketPath.ofThisProcess() }
  }

  /// Nil: where the client library looks.
  private var socket: String? {
    get throws(Failure) {
      guard options.socket != "" else {
        throw .usage("--socket is empty, so nothing was sent.", remedy: "Give the path of the daemon's socket.")
      }
      return options.socket
    }
  }

  /// Nil: the daemon's own.
  private var region: Region? {
    get throws(Failure) {
      guard let name = options.region ?? environment["MUSTER_REGION"] else { return nil }
      guard let region = Region(name) else {
        throw .usage(
          "\(options.region == nil ? "MUSTER_REGION" : "--region"): \"\(name)\" cannot be a Region, so nothing was sent.",
          remedy: "Give a name like us-east-1: at most 32 of a-z, 0-9 and -.")
      }
      return region
    }
  }

  /// Connects, and acts for the account.
  func withClient<Output>(_ body: (MusterClient) async throws -> Output) async throws -> Output {
    let socket = try socket
    let client = try await explaining(socket) {
      try await MusterClient(socket: socket, account: try account, region: try region)
    }
    do {
      let output = try await body(client)
      await client.close()
      return output
    } catch {
      await client.close()
      throw error
    }
  }

  /// Connects, to ask about accounts and act for none.
  func withAccessClient<Output>(_ body: (AccessClient) async throws -> Output) async throws -> Output {
    let socket = try socket
    let region = try region
    let client = try await explaining(socket) { try await AccessClient(socket: socket, region: region) }
    do {
      let output = try await body(client)
      await client.close()
      return output
    } catch {
      await client.close()
      throw error
    }
  }

  func daemonStatus(within timeout: Duration) async throws -> DaemonStatus {
    let socket = try socket
    return try await explaining(socket) {
      try await MusterClient.daemonStatus(socket: socket, configuration: .init(timeout: timeout))
    }
  }

  /// Says what to do about a socket that this user may not connect to.
  func explaining<Output>(_ socket: String?, _ connect: () async throws -> Output) async throws -> Output {
    do {
      return try await connect()
    } catch let error as MusterClientError where error.kind == .unreachable {
      let failure = Failure(error)
      guard let refusal = SocketRefusal(of: socket ?? SocketPath.ofThisProcess()) else { throw failure }
      throw failure.advising(refusal.remedy)
    }
  }
}
