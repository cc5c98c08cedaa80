internal import Glibc

/// A socket operation that the kernel refused.
public struct SocketFailure: Error, Sendable, Equatable, CustomStringConvertible {
  /// What was tried, for example `connect to`.
  public let operation: String

  /// The path of the socket.
  public let path: String

  /// The kernel's reason.
  public let errno: Int32

  /// Whether the server lives and has no room for another connection at the moment.
  package var isQueueFull: Bool { errno == EAGAIN }

  public var description: String {
    "cannot \(operation) \(path): \(Self.text(of: errno)) (errno \(errno))"
  }

  /// The kernel's words for a number of its errors.
  static func text(of errno: CInt) -> String {
    // strerror keeps the text of a number it does not know in storage of this thread.
    unsafe String(cString: strerror(errno))
  }
}

/// Unix stream sockets by path. NIO's own take at most 103 bytes of path, the kernel 107.
package enum UnixSocket {
  /// Connects, and leaves the socket one that never blocks. Never blocks: EAGAIN means that the server's queue of new connections is full.
  package static func connect(to path: String) throws(SocketFailure) -> CInt {
    unsafe try open(path, "connect to") { descriptor, address, length in
      unsafe Glibc.connect(descriptor, address, length)
    }
  }

  /// Binds and listens.
  ///
  /// - Parameters:
  ///   - path: where; must not exist.
  ///   - mode: who may connect. Set before the file appears, so that it is never open to others.
  /// - Returns: the descriptor, which the caller owns.
  /// - Throws: the kernel's reason.
  static func listen(at path: String, mode: mode_t) throws(SocketFailure) -> CInt {
    unsafe try open(path, "listen at") { descriptor, address, length in
      guard fchmod(descriptor, mode) == 0 else { return -1 }
      guard unsafe bind(descriptor, address, length) == 0 else { return -1 }
      return Glibc.listen(descriptor, Limits.listenBacklog)
    }
  }

  private static func open(
    _ path: String, _ operation: String, _ body: (CInt, UnsafePointer<sockaddr>, socklen_t) -> CInt
  ) throws(SocketFailure) -> CInt {
    var address = try address(path, operation)
    let kind = CInt(SOCK_STREAM.rawValue | SOCK_CLOEXEC.rawValue | SOCK_NONBLOCK.rawValue)
    let descriptor = socket(AF_UNIX, kind, 0)
    guard descriptor >= 0 else { throw SocketFailure(operation: operation, path: path, errno: Glibc.errno) }
    let result = unsafe withUnsafePointer(to: &address) { address in
      // sockaddr_un begins as every sockaddr does; that is how the kernel takes it.
      unsafe address.withMemoryRebound(to: sockaddr.self, capacity: 1) {
        unsafe body(descriptor, $0, socklen_t(MemoryLayout<sockaddr_un>.size))
      }
    }
    guard result == 0 else {
      let reason = Glibc.errno
      close(descriptor)
      throw SocketFailure(operation: operation, path: path, errno: reason)
    }
    return descriptor
  }

  private static func address(_ path: String, _ operation: String) throws(SocketFailure) -> sockaddr_un {
    let bytes = Array(path.utf8)
    guard bytes.count <= Limits.socketPathBytes else {
      throw SocketFailure(operation: operation, path: path, errno: ENAMETOOLONG)
    }
    // A leading NUL would name an abstract socket, which no permission protects.
    guard !bytes.isEmpty, !bytes.contains(0) else {
      throw SocketFailure(operation: operation, path: path, errno: EINVAL)
    }
    var address = sockaddr_un()
    address.sun_family = sa_family_t(AF_UNIX)
    unsafe withUnsafeMutableBytes(of: &address.sun_path) { unsafe $0.copyBytes(from: bytes) }
    return address
  }
}
