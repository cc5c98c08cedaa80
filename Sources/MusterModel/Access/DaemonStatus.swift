/// What the daemon says of itself to an operator.
public struct DaemonStatus: Hashable, Sendable {
  public var version: String
  public var processID: Int
  public var startedAt: Timestamp
  /// A directory, or `:memory:`.
  public var data: String
  public var defaultRegion: Region
  /// False once a write could not be made durable: reads only, until a restart.
  public var isWritable: Bool
  /// Tenants of which some part is in memory.
  public var residentTenants: Int
  public var calls: [CallCount]

  public init(
    version: String, processID: Int, startedAt: Timestamp, data: String, defaultRegion: Region, isWritable: Bool,
    residentTenants: Int, calls: [CallCount]
  ) {
    self.version = version
    self.processID = processID
    self.startedAt = startedAt
    self.data = data
    self.defaultRegion = defaultRegion
    self.isWritable = isWritable
    self.residentTenants = residentTenants
    self.calls = calls
  }
}

/// How many calls of one method ended with one code since the daemon started.
public struct CallCount: Hashable, Sendable {
  public var method: String
  /// `OK`, or ``CallError/Code/awsName``.
  public var code: String
  public var count: Int

  public init(method: String, code: String, count: Int) {
    self.method = method
    self.code = code
    self.count = count
  }
}

/// Answers `muster.v1.Admin`: about the daemon itself, for no account.
public protocol AdminHandler: Sendable {
  func status(for peer: Peer) async throws(CallError) -> DaemonStatus

  /// False once a write could not be made durable. No secret: every writer meets it.
  var isWritable: Bool { get async }
}
