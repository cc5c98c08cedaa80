@_exported public import MusterModel
internal import MusterRPC
internal import NIOCore
internal import TTRPC

/// One account's calls to the Muster daemon on this host.
///
/// A client holds one connection, on which any number of tasks may call at the same time. After the daemon was
/// restarted the next call connects again.
///
/// ```swift
/// let muster = try await MusterClient(account: administrator)
/// let unprocessed = try await muster.createMembers([AccountDetails(accountID: "210987654321")])
/// for account in unprocessed { print(account.accountID, account.processingResult) }
/// print(try await muster.listMembers(onlyAssociated: false).items)
/// await muster.close()
/// ```
///
/// Every call throws ``MusterClientError``, whose ``MusterClientError/awsErrorName`` is AWS's name of the error.
/// Cancelling the calling task abandons the call: it returns at once, and what was sent may still be applied.
public final class MusterClient: Sendable {
  /// What a client does when a call does not say otherwise.
  public struct Configuration: Sendable {
    /// How long a call may take, from the moment it is made. Nil: as long as the daemon lets it, 30 seconds.
    public var timeout: Duration?

    public init(timeout: Duration? = .seconds(30)) { self.timeout = timeout }

    /// 30 seconds for each call.
    public static let defaults = Configuration()
  }

  /// The account that every call acts for.
  public let account: AccountID
  /// The Region that every call is about; nil: the daemon's own.
  public let region: Region?
  /// The path of the daemon's socket.
  public let socket: String
  private let connection: DaemonConnection
  private let watches = WatchConnections()
  private let metadata: Metadata

  /// Connects to a daemon.
  ///
  /// `socket` is the path of its socket; nil looks where ``StandardPaths/clientSocket(ofUser:environment:exists:)`` says.
  /// Throws ``MusterClientError`` of kind `unreachable` when no daemon answers there.
  public init(
    socket: String? = nil, account: AccountID, region: Region? = nil, configuration: Configuration = .defaults
  ) async throws(MusterClientError) {
    self.account = account
    self.region = region
    self.socket = socket ?? SocketPath.ofThisProcess()
    metadata = Metadata(account: account, region: region)
    connection = try await DaemonConnection.open(self.socket, timeout: configuration.timeout)
  }

  /// As ``init(socket:account:region:configuration:)``, of an account as text. Throws kind
  /// `refused(.invalidInput)` unless it is exactly 12 digits.
  public convenience init(
    socket: String? = nil, account: String, region: Region? = nil, configuration: Configuration = .defaults
  ) async throws(MusterClientError) {
    guard let id = AccountID(account) else {
      throw MusterClientError(.refused(.invalidInput), "Account \"\(account)\" is not exactly 12 digits.")
    }
    try await self.init(socket: socket, account: id, region: region, configuration: configuration)
  }

  /// Closes the connections; calls and watches under way fail as `closed`. Every later one does, too.
  public func close() async {
    await connection.close()
    await watches.close()
  }

  /// The account's roster as it is, and every change to it as it commits: rows of every status.
  ///
  /// ```swift
  /// for try await event in muster.watchMembers() {
  ///   switch event {
  ///   case .changed(let member): print(member.accountID, member.status)
  ///   case .removed(let account): print(account, "removed")
  ///   case .listing, .member, .current, .interrupted: break
  ///   }
  /// }
  /// ```
  ///
  /// Each reader has a watch, and a connection, of its own. A watch that is interrupted is begun again by itself, and
  /// then tells the roster anew; so it is when the daemon is restarted, or when the reader falls thousands of changes
  /// behind. It ends when its task is cancelled, when the client is closed, and when it could only be refused again:
  /// `refused(.accessDenied)`, and `refused(.invalidAccess)` when the account's hub is not enabled or was disabled.
  public func watchMembers() -> MemberEvents {
    MemberEvents { [socket, metadata, watches] in WatchConnection(socket: socket, metadata, watches) }
  }

  func send<C: RemoteCall>(_ call: C) async throws(MusterClientError) -> C.Output {
    try await connection.send(call, metadata)
  }
}
