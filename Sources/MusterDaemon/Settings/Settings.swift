public import Logging
public import MusterModel
public import MusterProcess

/// Everything the daemon was told, resolved: flags > environment > file > default.
public struct Settings: Hashable, Sendable {
  public struct Socket: Hashable, Sendable {
    public var path: Sourced<String>
    public var mode: Sourced<UInt32>
    /// Nil leaves the group that the kernel gives a new file.
    public var group: Sourced<UInt32>?

    /// Whether anybody asked for anything but the defaults.
    public var isChosen: Bool { path.origin != .standard || mode.origin != .standard || group != nil }
  }

  /// The file that was read, if one was.
  public var configuration: Sourced<String>?
  public var socket: Socket
  public var data: Sourced<DataPlace>
  public var region: Sourced<Region>
  /// Nil where no file has any: the daemon's own user and root may do everything.
  public var configuredGrants: [ConfiguredGrant]?
  public var ownUser: UInt32
  public var limits: ConfiguredLimits
  public var logLevel: Logger.Level
  public var logFormat: LogFormat

  public var grants: Grants { configuredGrants.map { Grants($0.map(\.grant)) } ?? .defaults(ownUser: ownUser) }
}

/// What the command line says. Nil is what it does not say.
public struct Flags: Hashable, Sendable {
  public var socket: String?
  public var data: String?
  public var configuration: String?

  public init(socket: String? = nil, data: String? = nil, configuration: String? = nil) {
    self.socket = socket
    self.data = data
    self.configuration = configuration
  }
}
