internal import Glibc
internal import MusterModel

/// Where this process looks for the daemon's socket.
package enum SocketPath {
  /// `MUSTER_SOCKET`, then the user's own daemon's if it exists, then the host's (``StandardPaths``).
  package static func ofThisProcess() -> String {
    StandardPaths.clientSocket(ofUser: getuid(), environment: environment()) { path in
      unsafe access(path, F_OK) == 0
    }
  }

  /// The variables that tell where the socket may be. Foundation would bring all of them, and itself.
  private static func environment() -> [String: String] {
    var found: [String: String] = [:]
    for name in ["MUSTER_SOCKET", "XDG_RUNTIME_DIR", "XDG_STATE_HOME", "HOME"] {
      guard let value = unsafe getenv(name) else { continue }
      found[name] = unsafe String(cString: value)
    }
    return found
  }
}
