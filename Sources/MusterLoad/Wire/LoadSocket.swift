internal import Glibc

/// A Unix socket without an event loop, so that load costs as little as the kernel lets it.
package struct LoadSocket: ~Copyable {
  package let descriptor: Int32

  /// Takes over a connected socket.
  package init(owning descriptor: Int32) { self.descriptor = descriptor }

  package init(connectingTo path: String) throws(LoadError) { self.init(owning: try Self.connected(to: path)) }

  deinit { close(descriptor) }

  private static func connected(to path: String) throws(LoadError) -> Int32 {
    var address = sockaddr_un()
    address.sun_family = sa_family_t(AF_UNIX)
    let capacity = MemoryLayout.size(ofValue: address.sun_path)
    guard path.utf8.count < capacity else { throw .plan("The socket's path \(path) is too long.") }
    unsafe withUnsafeMutableBytes(of: &address.sun_path) { unsafe $0.copyBytes(from: path.utf8) }
    let descriptor = socket(AF_UNIX, Int32(SOCK_STREAM.rawValue | SOCK_CLOEXEC.rawValue), 0)
    guard descriptor >= 0 else { throw .system("socket", errno) }
    let length = socklen_t(MemoryLayout<sockaddr_un>.size)
    var result: Int32 = -1
    // A server that accepts one after the other has a queue, and it may be full for a moment.
    for _ in 0..<Limits.connectTries {
      result = unsafe withUnsafePointer(to: &address) {
        unsafe $0.withMemoryRebound(to: sockaddr.self, capacity: 1) { unsafe connect(descriptor, $0, length) }
      }
      guard result != 0, errno == EAGAIN || errno == EINTR else { break }
      usleep(1000)
    }
    guard result == 0 else {
      let code = errno
      close(descriptor)
      throw .system("connect to \(path)", code)
    }
    return descriptor
  }

  /// Two ends of one connection.
  package static func pair() throws(LoadError) -> (Int32, Int32) {
    var descriptors: (Int32, Int32) = (-1, -1)
    let result = unsafe withUnsafeMutableBytes(of: &descriptors) {
      unsafe socketpair(AF_UNIX, Int32(SOCK_STREAM.rawValue), 0, $0.bindMemory(to: Int32.self).baseAddress)
    }
    guard result == 0 else { throw .system("socketpair", errno) }
    return descriptors
  }

  /// Has a read that waits do so for a limited time.
  package borrowing func waitAtMost(nanoseconds: Int64) {
    var time = timeval(tv_sec: Int(nanoseconds / 1_000_000_000), tv_usec: Int(nanoseconds % 1_000_000_000 / 1000))
    // An option of a socket of ours: nothing about it can fail.
    _ = unsafe setsockopt(descriptor, SOL_SOCKET, SO_RCVTIMEO, &time, socklen_t(MemoryLayout<timeval>.size))
  }

  /// Writes what there is room for, and says how much that was. Fails when the other end is gone.
  package borrowing func write(_ bytes: borrowing Span<UInt8>) throws(LoadError) -> Int {
    while true {
      let count = unsafe bytes.withUnsafeBytes {
        unsafe send(descriptor, $0.baseAddress, $0.count, Int32(MSG_NOSIGNAL) | Int32(MSG_DONTWAIT))
      }
      if count >= 0 { return count }
      if errno == EAGAIN { return 0 }
      guard errno == EINTR else { throw errno == EPIPE ? Self.closed : .system("write", errno) }
    }
  }

  /// Reads what is there. Nil when nothing is, at once or after the time it may wait. Fails when the other end has closed.
  package borrowing func read(into buffer: inout [UInt8], waits: Bool) throws(LoadError) -> Int? {
    while true {
      let flags = waits ? 0 : Int32(MSG_DONTWAIT)
      let count = unsafe buffer.withUnsafeMutableBytes { unsafe recv(descriptor, $0.baseAddress, $0.count, flags) }
      if count > 0 { return count }
      guard count < 0 else { throw Self.closed }
      if errno == EAGAIN { return nil }
      guard errno == EINTR else { throw errno == ECONNRESET ? Self.closed : .system("read", errno) }
    }
  }

  private static let closed = LoadError.broken("the server closed the connection")
}
