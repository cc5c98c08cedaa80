internal import Glibc

/// The variables that Muster reads, and no others.
public enum ProcessEnvironment {
  /// What is set. The variables that are meant for this process alone are then taken out of its environment, so that
  /// no child acts on them; the C library wants no other thread to look at it meanwhile.
  public static func take() -> [String: String] {
    var values: [String: String] = [:]
    for name in names {
      if let value = unsafe getenv(name) { values[name] = unsafe String(cString: value) }
    }
    for name in serviceManagerNames { unsafe unsetenv(name) }
    return values
  }

  private static let names =
    ["MUSTER_SOCKET", "MUSTER_DATA", "MUSTER_CONFIG", "MUSTER_REGION"]
    + ["HOME", "XDG_RUNTIME_DIR", "XDG_STATE_HOME", "XDG_CONFIG_HOME", "JOURNAL_STREAM"] + serviceManagerNames

  private static let serviceManagerNames = ["LISTEN_FDS", "LISTEN_PID", "LISTEN_FDNAMES", "NOTIFY_SOCKET"]
}
