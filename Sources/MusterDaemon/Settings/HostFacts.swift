internal import Glibc
internal import MusterModel

/// What settings depend on besides flags, environment and file.
public struct HostFacts: Sendable {
  public var userID: UInt32
  /// Nil when it was removed.
  public var workingDirectory: String?
  public var names: NameService
  public var exists: @Sendable (String) -> Bool
  public var isDirectory: @Sendable (String) -> Bool

  public init(
    userID: UInt32, workingDirectory: String?, names: NameService, exists: @escaping @Sendable (String) -> Bool,
    isDirectory: @escaping @Sendable (String) -> Bool
  ) {
    self.userID = userID
    self.workingDirectory = workingDirectory
    self.names = names
    self.exists = exists
    self.isDirectory = isDirectory
  }

  /// This process on this host.
  public static var current: HostFacts {
    HostFacts(
      userID: geteuid(), workingDirectory: currentDirectory(), names: .system,
      // A file that we may not look at is there: better to say so than to run without it.
      exists: { path in mode(of: path) != nil || errno != ENOENT && errno != ENOTDIR },
      isDirectory: { path in mode(of: path).map { $0 & S_IFMT == S_IFDIR } ?? false })
  }

  /// Whether this is the host's daemon rather than some user's own.
  var isSystemUser: Bool { userID == 0 || names.user(StandardPaths.systemUser) == .id(userID) }

  private static func mode(of path: String) -> mode_t? {
    var about = stat()
    return unsafe stat(path, &about) == 0 ? about.st_mode : nil
  }

  private static func currentDirectory() -> String? {
    unsafe withUnsafeTemporaryAllocation(of: CChar.self, capacity: Int(PATH_MAX)) { buffer in
      guard let path = unsafe getcwd(buffer.baseAddress, buffer.count) else { return nil }
      return unsafe String(cString: path)
    }
  }
}
