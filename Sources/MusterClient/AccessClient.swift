public import MusterModel
internal import MusterRPC
internal import TTRPC

/// Asks the Muster daemon on this host who may see whose findings. Acts for no account: a grant to read one of the
/// accounts it asks about is enough.
///
/// A client holds one connection, on which any number of tasks may ask at the same time. Answers come from the
/// daemon's memory in microseconds, and show every change that was acknowledged to anybody before the question was
/// asked: there is nothing to cache.
///
/// ```swift
/// let access = try await AccessClient()
/// if try await access.check(viewer: administrator, owner: member).isAllowed { … }
/// for account in try await access.recipients(of: member) { … }
/// ```
public final class AccessClient: Sendable {
  /// The Region that every question is about; nil: the daemon's own.
  public let region: Region?
  /// The path of the daemon's socket.
  public let socket: String
  private let connection: DaemonConnection
  private let metadata: Metadata

  /// Connects to a daemon: as ``MusterClient/init(socket:account:region:configuration:)``, without an account.
  public init(
    socket: String? = nil, region: Region? = nil, configuration: MusterClient.Configuration = .defaults
  ) async throws(MusterClientError) {
    self.region = region
    self.socket = socket ?? SocketPath.ofThisProcess()
    metadata = Metadata(account: nil, region: region)
    connection = try await DaemonConnection.open(self.socket, timeout: configuration.timeout)
  }

  /// Whether `viewer` may see the findings of `owner`, and why.
  public func check(viewer: String, owner: String) async throws(MusterClientError) -> AccessReason {
    unsafe try await connection.send(CheckAccess(viewer: viewer, owner: owner), metadata)
  }

  /// The same of 1 to 10,000 pairs, in the same order, all of one moment.
  public func check(_ pairs: [AccessPair]) async throws(MusterClientError) -> [AccessReason] {
    let reasons = unsafe try await connection.send(BatchCheckAccess(pairs), metadata)
    guard reasons.count == pairs.count else {
      throw MusterClientError(
        .unexpectedReply, "The daemon at \(socket) answered \(reasons.count) of \(pairs.count) questions.")
    }
    return reasons
  }

  /// To whom a finding of `owner` goes: the owner, and then its administrator if it has one. Nobody while the owner
  /// has no hub. Fails as `invalidInput` unless `owner` is exactly 12 digits.
  public func recipients(of owner: String) async throws(MusterClientError) -> [AccountID] {
    unsafe try await connection.send(ResolveRecipients(owner: owner), metadata)
  }

  /// Closes the connection; questions under way fail as `closed`. Every later one does, too.
  public func close() async { await connection.close() }
}
