package import Glibc
package import MusterProcess

/// Descriptors with which tests play other programs.
extension Descriptor {
  package static func file(_ path: String, _ flags: CInt) throws -> Descriptor {
    guard let file = Descriptor(unsafe open(path, flags)) else { throw SystemCallError.last }
    return file
  }

  /// A socket, bound if it has a name: a path, or `@` and an abstract name.
  package static func socket(
    _ kind: __socket_type, at name: String? = nil, listening: Bool = false
  ) throws -> Descriptor {
    guard let socket = Descriptor(unixSocket: kind) else { throw SystemCallError.last }
    if let name {
      guard let address = SocketAddress(notifySocket: name),
        unsafe address.withSocketAddress({ unsafe bind(socket.number, $0, $1) }) == 0
      else { throw SystemCallError.last }
    }
    if listening, listen(socket.number, 0) != 0 { throw SystemCallError.last }
    return socket
  }

  /// Tries to connect to a path. 0, or why not.
  package static func connect(_ path: String) -> CInt {
    guard let socket = Descriptor(unixSocket: SOCK_STREAM, nonBlocking: true), let address = SocketAddress(path: path)
    else { return EINVAL }
    return unsafe address.withSocketAddress { unsafe Glibc.connect(socket.number, $0, $1) } == 0 ? 0 : errno
  }
}

package func status(_ path: String) throws -> stat {
  var about = stat()
  guard unsafe lstat(path, &about) == 0 else { throw SystemCallError.last }
  return about
}
