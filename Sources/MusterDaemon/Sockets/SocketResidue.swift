internal import Glibc
internal import MusterProcess

/// What may stand where a daemon wants its socket.
enum SocketResidue {
  /// Removes a socket that nobody listens on. Whoever calls holds the path's lock, so it is no other daemon of ours.
  static func remove(at path: String, address: SocketAddress) throws(StartError) {
    let name = Escaping.plain(path)
    var about = stat()
    guard unsafe lstat(path, &about) == 0 else {
      guard errno == ENOENT else { throw .failure("cannot look at \(name): \(SystemCallError.last)") }
      return
    }
    guard about.st_mode & S_IFMT == S_IFSOCK else {
      throw .failure("\(name) is in the way and is no socket; remove it, or name another path with --socket")
    }
    try refuseIfAlive(name, address)
    guard unsafe unlink(path) == 0 || errno == ENOENT else {
      throw .failure(
        "cannot remove the socket \(name), which nobody serves: \(SystemCallError.last); remove it yourself")
    }
  }

  private static func refuseIfAlive(_ name: String, _ address: SocketAddress) throws(StartError) {
    guard let probe = Descriptor(unixSocket: SOCK_STREAM, nonBlocking: true) else {
      throw .failure("cannot make a socket: \(SystemCallError.last)")
    }
    let result = unsafe address.withSocketAddress { unsafe connect(probe.number, $0, $1) }
    let reason = result == 0 ? 0 : errno
    switch reason {
    case ECONNREFUSED, ENOENT:
      return
    case 0, EAGAIN, EPROTOTYPE:
      // Accepted, a full queue, or a socket of another type: each has somebody behind it.
      throw .failure("another program serves \(name); stop it, or name another path with --socket")
    default:
      throw .failure("cannot tell whether somebody serves \(name): \(SystemCallError(reason)); remove it yourself")
    }
  }
}
