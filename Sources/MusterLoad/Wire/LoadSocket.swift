internal import Glibc
internal import TTRPC

/// A Unix socket without an event loop, so that load costs as little as the kernel lets it.
package struct LoadSocket: ~Copyable {
  package let descriptor: Int32

  /// Takes over a connected socket.
  package init(owning descriptor: Int32) { self.descriptor = descriptor }

  package init(connectingTo path: String) throws(LoadError) { self.init(owning: try Self.connected(to: path)) }

  deinit { close(descriptor) }

  private static func connected(to path: String) throws(LoadError) -> Int32 {
    var triesLeft = Limits.connectTries
    while true {
      do throws(SocketFailure) {
        let descriptor = try UnixSocket.connect(to: path)
        // Who has but one connection waits in the read itself. All other calls say that they do not wait.
        _ = fcntl(descriptor, F_SETFL, fcntl(descriptor, F_GETFL) & ~O_NONBLOCK)
        return descriptor
      } catch {
        triesLeft -= 1
        // A server that accepts one after the other has a queue, and it may be full for a moment. Nobody says when it is
        // not any more.
        guard error.isQueueFull, triesLeft > 0 else { throw .system("connect to \(path)", error.errno) }
        usleep(1000)
      }
    }
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
