public import MusterEngine
public import MusterModel
public import TTRPC

/// The limits an operator may set, under `limits:`.
public struct ConfiguredLimits: Hashable, Sendable {
  /// `roster-rows`: rows of every status in one administrator's roster.
  public var rosterRows = Quotas.defaultRosterRows
  /// `view-megabytes`: memory for the tenants that stay resident.
  public var viewMegabytes = MusterEngine.Limits.viewBytes >> 20
  /// `connections`: connections of all users.
  public var connections = TTRPC.Limits.connections
  /// `connections-per-user`: connections of one user.
  public var connectionsPerUser = TTRPC.Limits.connectionsPerUser
  /// `calls-per-user`: calls of one user that run at the same time, on all its connections together.
  public var callsPerUser = TTRPC.Limits.callsPerUser
  /// `calls-per-connection`: calls of one connection that run at the same time.
  public var callsPerConnection = TTRPC.Limits.callsInFlight
  /// `call-seconds`: how long a call may take that names no deadline of its own.
  public var callSeconds = Int(TTRPC.Limits.deadline.components.seconds)
  /// `watches`: rosters watched at the same time, all watchers counted.
  public var watches = MusterEngine.Limits.watches
  /// `watches-per-administrator`: of them, those of one roster.
  public var watchesPerAdministrator = MusterEngine.Limits.watchesPerAdministrator

  public init() {}

  public var quotas: Quotas { Quotas(rosterRows: rosterRows) }
  public var viewBytes: Int { viewMegabytes << 20 }
  public var watchLimits: WatchLimits { WatchLimits(total: watches, perAdministrator: watchesPerAdministrator) }
  public var server: Server.Configuration {
    var configuration = Server.Configuration.defaults
    configuration.connections = connections
    configuration.connectionsPerUser = connectionsPerUser
    configuration.callsPerUser = callsPerUser
    configuration.callsInFlight = callsPerConnection
    configuration.deadline = .seconds(callSeconds)
    return configuration
  }

  /// One key: what it is called, what it may be and where it goes.
  private struct Key {
    let name: String
    let range: ClosedRange<Int>
    let path: any WritableKeyPath<ConfiguredLimits, Int> & Sendable
  }

  private static let keys = [
    Key(name: "roster-rows", range: Quotas.rosterRowsRange, path: \.rosterRows),
    // Below, hardly a tenant stays; above, no machine that we know.
    Key(name: "view-megabytes", range: 16...1_048_576, path: \.viewMegabytes),
    // As many as a process may have open files where nobody has raised the kernel's own limit.
    Key(name: "connections", range: 1...1_048_576, path: \.connections),
    Key(name: "connections-per-user", range: 1...1_048_576, path: \.connectionsPerUser),
    // As many as the most connections may have that one user may have by default.
    Key(name: "calls-per-user", range: 1...1_048_576, path: \.callsPerUser),
    // What a connection's bookkeeping for so many calls costs is some megabytes.
    Key(name: "calls-per-connection", range: 1...65_536, path: \.callsPerConnection),
    // Past it, what a vanished caller left behind would stay for too long.
    Key(name: "call-seconds", range: 1...3600, path: \.callSeconds),
    // 0: none. Each of them costs some kilobytes.
    Key(name: "watches", range: 0...65_536, path: \.watches),
    Key(name: "watches-per-administrator", range: 0...65_536, path: \.watchesPerAdministrator),
  ]

  static var names: [String] { keys.map(\.name) }

  /// Every limit by name, for people.
  var values: [(name: String, value: Int)] { Self.keys.map { ($0.name, self[keyPath: $0.path]) } }

  mutating func take(_ values: [String: YAMLValue]) {
    for key in Self.keys {
      guard let number = values[key.name]?.wholeNumber(in: key.range) else { continue }
      self[keyPath: key.path] = number
    }
  }
}

extension YAMLValue {
  func limits() -> ConfiguredLimits? {
    guard let values = mapping(ConfiguredLimits.names) else { return nil }
    var limits = ConfiguredLimits()
    limits.take(values)
    return limits
  }
}
