internal import Glibc
internal import Synchronization

/// Writes whole lines to a descriptor, unbuffered. For one caller at a time.
final class LineWriter: Sendable {
  private let descriptor: CInt
  /// What was written last is the beginning of a line.
  private let isMidLine = Atomic(false)

  /// Borrows the descriptor.
  init(_ descriptor: CInt) { self.descriptor = descriptor }

  /// Waits for a slow reader. How many bytes were written: fewer than all where the reader is gone or the disk is full.
  @discardableResult
  func write(_ lines: [UInt8]) -> Int {
    // Half a line of before the disk was full must not spoil the first one after it.
    if isMidLine.load(ordering: .relaxed), write(all: [UInt8(ascii: "\n")]) == 0 { return 0 }
    let count = write(all: lines)
    let last = count > 0 ? lines[count - 1] : UInt8(ascii: "\n")
    isMidLine.store(last != UInt8(ascii: "\n"), ordering: .relaxed)
    return count
  }

  private func write(all bytes: [UInt8]) -> Int {
    var rest = bytes[...]
    while !rest.isEmpty {
      let count = unsafe rest.withUnsafeBytes { unsafe Glibc.write(descriptor, $0.baseAddress, $0.count) }
      if count >= 0 {
        rest = rest.dropFirst(count)
      } else if errno == EAGAIN {
        waitUntilWritable()
      } else if errno != EINTR {
        break
      }
    }
    return bytes.count - rest.count
  }

  /// Whoever started us may have set the terminal or pipe that we share to non-blocking.
  private func waitUntilWritable() {
    var request = pollfd(fd: descriptor, events: Int16(POLLOUT), revents: 0)
    unsafe poll(&request, 1, -1)
  }
}
