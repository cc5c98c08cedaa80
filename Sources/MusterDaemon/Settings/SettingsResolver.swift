internal import Logging
internal import MusterModel
public import MusterProcess

/// Finds out what the daemon was told, and by whom.
public struct SettingsResolver {
  public var flags: Flags
  public var environment: [String: String]
  public var host: HostFacts

  public init(flags: Flags, environment: [String: String], host: HostFacts) {
    self.flags = flags
    self.environment = environment
    self.host = host
  }

  public func settings() throws(StartError) -> Settings {
    let isSystem = host.isSystemUser
    let standard =
      isSystem
      ? .system : StandardPaths.ofUser(host.userID, environment: environment, isDirectory: host.isDirectory)
    let place = try configurationPath(standard)
    let file = try place.map { place throws(StartError) in
      try ConfigurationFile(path: place.value, names: host.names)
    }
    return Settings(
      configuration: place,
      socket: Settings.Socket(
        path: try socketPath(file, standard),
        // The host's daemon is there for others; a user's own is not.
        mode: file?.socketMode ?? Sourced(isSystem ? 0o660 : 0o600, .standard),
        group: file?.socketGroup),
      data: try data(file, standard),
      region: try region(file),
      configuredGrants: file?.grants,
      ownUser: host.userID,
      limits: file?.limits ?? ConfiguredLimits(),
      logLevel: file?.logLevel ?? .info,
      logFormat: file?.logFormat ?? .text)
  }

  /// Nil when no file is named and there is none in the usual place.
  private func configurationPath(_ standard: StandardPaths) throws(StartError) -> Sourced<String>? {
    if let said = try said(flags.configuration, "--config", "MUSTER_CONFIG") { return try said.absolute(host) }
    guard let path = standard.configuration, host.exists(path) else { return nil }
    return Sourced(path, .standard)
  }

  private func socketPath(_ file: ConfigurationFile?, _ standard: StandardPaths) throws(StartError) -> Sourced<String> {
    let path = try anySocketPath(file, standard)
    guard SocketAddress(path: path.value) != nil else {
      throw .usage("\(path.origin): \(SocketAddress.refusal(of: path.value))")
    }
    return path
  }

  private func anySocketPath(
    _ file: ConfigurationFile?, _ standard: StandardPaths
  ) throws(StartError) -> Sourced<String> {
    if let said = try said(flags.socket, "--socket", "MUSTER_SOCKET") {
      guard !said.value.hasPrefix("@") else {
        throw .usage(
          "\(said.origin): \(Escaping.quoted(said.value)) is an abstract socket, which no file permission protects; "
            + "give the path of a file")
      }
      return try said.absolute(host)
    }
    if let path = file?.socketPath { return path }
    guard let path = standard.socket else { throw missing("the socket", "--socket PATH", "MUSTER_SOCKET") }
    return Sourced(path, .standard)
  }

  private func data(_ file: ConfigurationFile?, _ standard: StandardPaths) throws(StartError) -> Sourced<DataPlace> {
    if let said = try said(flags.data, "--data", "MUSTER_DATA") {
      return said.value == DataPlace.memoryName ? said.map(DataPlace.init) : try said.absolute(host).map(DataPlace.init)
    }
    if let data = file?.data { return data.map(DataPlace.init) }
    guard let path = standard.data else { throw missing("the data", "--data DIR", "MUSTER_DATA") }
    return Sourced(.directory(path), .standard)
  }

  private func region(_ file: ConfigurationFile?) throws(StartError) -> Sourced<Region> {
    guard let said = said("MUSTER_REGION") else { return file?.region ?? Sourced(.usEast1, .standard) }
    guard let region = Region(said.value) else {
      throw .usage("\(said.origin): \(Escaping.quoted(said.value)) \(Region.rule)")
    }
    return said.map { _ in region }
  }

  /// What a flag says, or else a variable.
  private func said(_ flag: String?, _ name: String, _ variable: String) throws(StartError) -> Sourced<String>? {
    if let flag {
      guard !flag.isEmpty else { throw .usage("\(name): \"\" is not a path; give one, or leave the flag out") }
      return Sourced(flag, .flag(name))
    }
    return said(variable)
  }

  /// What a variable says. One that is set to nothing says nothing.
  private func said(_ variable: String) -> Sourced<String>? {
    guard let value = environment[variable], !value.isEmpty else { return nil }
    return Sourced(value, .variable(variable))
  }

  private func missing(_ what: String, _ flag: String, _ variable: String) -> StartError {
    .usage("no place for \(what): HOME is not an absolute path; give \(flag) or set \(variable)")
  }
}

extension Sourced<String> {
  /// Relative paths count from the directory the daemon was started in, as in every other command.
  fileprivate func absolute(_ host: HostFacts) throws(StartError) -> Sourced<String> {
    guard !value.hasPrefix("/") else { return self }
    guard let directory = host.workingDirectory else {
      throw .usage(
        "\(origin): \(Escaping.quoted(value)) is relative to a directory that is gone; give an absolute path")
    }
    return map { (directory == "/" ? "" : directory) + "/" + $0 }
  }
}
