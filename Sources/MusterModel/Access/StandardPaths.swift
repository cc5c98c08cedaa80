/// Where Muster's files are when nobody says otherwise. Others script against these.
///
/// Pure, so that daemon, client library and CLI agree by construction: what the file system holds is asked
/// through a closure.
public struct StandardPaths: Hashable, Sendable {
  /// Nil, like the others, where the environment does not tell whose home to use.
  public let socket: String?
  public let data: String?
  public let configuration: String?

  /// Those of the host's daemon: used by root and by the `muster` user.
  public static let system = StandardPaths(
    socket: systemSocket, data: "/var/lib/muster", configuration: "/etc/muster/muster.yaml")

  public static let systemSocket = "/run/muster/muster.sock"
  /// The user that the host's daemon runs as.
  public static let systemUser = "muster"

  /// Those of a plain user's own daemon.
  public static func ofUser(
    _ id: UInt32, environment: [String: String], isDirectory: (String) -> Bool
  ) -> StandardPaths {
    let home = Home(environment)
    let runtime = runtimeDirectories(of: id, environment).first(where: isDirectory)
    return StandardPaths(
      socket: (runtime ?? home.state).map(socketPath),
      data: home.state.map { $0 + "/muster" },
      configuration: home.configuration.map { $0 + "/muster/muster.yaml" })
  }

  /// The socket a client connects to: `MUSTER_SOCKET`, then the user's own daemon's if it exists, then the host's.
  public static func clientSocket(
    ofUser id: UInt32, environment: [String: String], exists: (String) -> Bool
  ) -> String {
    if let named = environment["MUSTER_SOCKET"], !named.isEmpty { return named }
    // Root's daemon is the host's, and root does not follow an XDG_RUNTIME_DIR that su or sudo let through.
    guard id != 0 else { return systemSocket }
    // All of them, not only the one a daemon would choose here: it may have been started outside a session.
    let directories = runtimeDirectories(of: id, environment) + [Home(environment).state].compactMap(\.self)
    return directories.map(socketPath).first(where: exists) ?? systemSocket
  }

  private static func socketPath(below directory: String) -> String { directory + "/muster/muster.sock" }

  private static func runtimeDirectories(of id: UInt32, _ environment: [String: String]) -> [String] {
    [absolute(environment["XDG_RUNTIME_DIR"]), "/run/user/\(id)"].compactMap(\.self)
  }

  /// The XDG base directories that are kept between logins.
  private struct Home {
    let state: String?
    let configuration: String?

    init(_ environment: [String: String]) {
      let home = absolute(environment["HOME"])
      state = absolute(environment["XDG_STATE_HOME"]) ?? home.map { $0 + "/.local/state" }
      configuration = absolute(environment["XDG_CONFIG_HOME"]) ?? home.map { $0 + "/.config" }
    }
  }

  /// Relative ones are ignored, as the XDG specification asks.
  private static func absolute(_ path: String?) -> String? {
    guard var path, path.hasPrefix("/") else { return nil }
    while path.count > 1, path.hasSuffix("/") { path.removeLast() }
    return path == "/" ? "" : path
  }
}
