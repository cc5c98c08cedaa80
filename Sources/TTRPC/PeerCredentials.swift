/// Who is at the other end of a connection, as the kernel proves it.
///
/// Read once, when the connection is accepted. A process id alone is no identity: its process may have ended and the id
/// may have been given to another.
public struct PeerCredentials: Sendable, Hashable {
  /// The process that connected.
  public var pid: Int32

  /// Its effective user when it connected.
  public var uid: UInt32

  /// Its effective group when it connected.
  public var gid: UInt32

  /// Its supplementary groups when it connected. May or may not contain `gid`: look at both.
  public var groups: [UInt32]

  /// Credentials as given, for tests of methods; a server takes those of its callers from the kernel.
  public init(pid: Int32, uid: UInt32, gid: UInt32, groups: [UInt32] = []) {
    self.pid = pid
    self.uid = uid
    self.gid = gid
    self.groups = groups
  }
}
