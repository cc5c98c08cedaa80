internal import Glibc
public import MusterProcess
internal import TTRPC

/// The socket file that the daemon makes for itself: claimed, made, listened on, removed.
///
/// Nobody can connect before ``listen()``, so no permission is ever wider than asked, not even for a moment.
public final class SocketFile: Sendable {
  public let path: String
  private let socket: Descriptor
  private let identity: FileIdentity
  /// Held while the process lives: two daemons never share a path, however close their starts.
  private let lock: FileLock

  /// Claims the path and makes the file, replacing one that a dead daemon left.
  ///
  /// - Parameters:
  ///   - path: absolute.
  ///   - mode: who may connect, once it listens.
  ///   - group: whose group the file is; nil for the one that the kernel gives it.
  /// - Throws: when another daemon, another program or the file system is in the way.
  public init(path: String, mode: UInt32, group: UInt32?) throws(StartError) {
    let name = Escaping.plain(path)
    guard let address = SocketAddress(path: path) else { throw .usage(SocketAddress.refusal(of: path)) }
    try Directories.create(Directories.parent(of: path), purpose: "the socket")
    lock = try Self.lock(path)
    try SocketResidue.remove(at: path, address: address)
    guard let socket = Descriptor(unixSocket: SOCK_STREAM, nonBlocking: true) else {
      throw .failure("cannot make a socket: \(SystemCallError.last)")
    }
    // The mode of an unbound socket limits that of its file from its first moment.
    guard fchmod(socket.number, mode) == 0,
      unsafe address.withSocketAddress({ unsafe bind(socket.number, $0, $1) }) == 0
    else { throw .failure("cannot make the socket \(name): \(SystemCallError.last); name another place with --socket") }
    guard let identity = FileIdentity(ofSocket: path) else {
      throw .failure("the socket \(name) vanished as soon as it was made; name a place that nobody else clears")
    }
    self.path = path
    self.socket = socket
    self.identity = identity
    do throws(StartError) {
      try Self.allow(path, mode: mode, group: group)
    } catch {
      remove()
      throw error
    }
  }

  /// Lets clients connect. They wait in the kernel's queue until they are accepted.
  ///
  /// - Returns: a descriptor for whoever accepts them, who then owns it.
  public func listen() throws(StartError) -> CInt {
    guard Glibc.listen(socket.number, TTRPC.Limits.listenBacklog) == 0,
      let copy = Descriptor(fcntl(socket.number, F_DUPFD_CLOEXEC, 0))
    else { throw .failure("cannot listen at \(Escaping.plain(path)): \(SystemCallError.last)") }
    return copy.release()
  }

  /// Removes the file, unless another has taken its place.
  public func remove() {
    guard FileIdentity(ofSocket: path) == identity else { return }
    unsafe unlink(path)
  }

  private static func lock(_ path: String) throws(StartError) -> FileLock {
    let name = Escaping.plain(path)
    do throws(FileLock.Failure) {
      return try FileLock(path: path + ".lock")
    } catch {
      switch error {
      case .taken:
        throw .failure("another musterd serves \(name); stop it, or name another path with --socket")
      case .system(let reason):
        throw .failure(
          "cannot lock \(name).lock, which keeps two daemons from one socket: \(reason); make its directory writable "
            + "for this user, or name another path with --socket")
      }
    }
  }

  /// Not through a symbolic link: what stands there may have been exchanged by whoever may write to the directory.
  private static func allow(_ path: String, mode: UInt32, group: UInt32?) throws(StartError) {
    let name = Escaping.plain(path)
    if let group, unsafe fchownat(AT_FDCWD, path, uid_t.max, group, AT_SYMLINK_NOFOLLOW) != 0 {
      throw .failure(
        "cannot give the socket \(name) to group \(group): \(SystemCallError.last); only root or a member of the group "
          + "can")
    }
    guard unsafe fchmodat(AT_FDCWD, path, mode, AT_SYMLINK_NOFOLLOW) == 0 else {
      throw .failure("cannot give the socket \(name) the mode 0\(String(mode, radix: 8)): \(SystemCallError.last)")
    }
  }
}
