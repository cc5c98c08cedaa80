internal import Glibc
internal import Synchronization

/// Writes whole lines to a descriptor, one after the other, unbuffered: a crash loses none.
final class LineWriter: Sendable {
  private let descriptor: CInt
  private let writing = Mutex(())

  /// Borrows the descriptor.
  init(_ descriptor: CInt) { self.descriptor = descriptor }

  /// A reader that is gone or a full disk cost the line: there is nowhere left to say so.
  func write(_ line: String) {
    var bytes = Array(line.utf8)
    bytes.append(UInt8(ascii: "\n"))
    writing.withLock { _ in
      var rest = bytes[...]
      while !rest.isEmpty {
        let count = unsafe rest.withUnsafeBytes { unsafe Glibc.write(descriptor, $0.baseAddress, $0.count) }
        if count >= 0 {
          rest = rest.dropFirst(count)
        } else if errno == EAGAIN {
          waitUntilWritable()
        } else if errno != EINTR {
          return
        }
      }
    }
  }

  /// Whoever started us may have set the terminal or pipe that we share to non-blocking.
  private func waitUntilWritable() {
    var request = pollfd(fd: descriptor, events: Int16(POLLOUT), revents: 0)
    unsafe poll(&request, 1, -1)
  }
}
