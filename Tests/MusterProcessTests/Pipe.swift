import Glibc

@testable import MusterProcess

/// A pipe of a test's own. The end that is written to stays open for good: a thread may be about to write to it, and
/// would meet whatever file got its number.
final class Pipe {
  let writer: CInt
  private var reader: CInt?

  init() throws {
    var ends: [CInt] = [0, 0]
    guard unsafe Glibc.pipe(&ends) == 0 else { throw SystemCallError.last }
    reader = ends[0]
    writer = ends[1]
  }

  deinit { hangUp() }

  /// The reader is gone.
  func hangUp() {
    if let reader { close(reader) }
    reader = nil
  }

  /// Writes until nothing more fits. How many bytes it was.
  func fill() throws -> Int {
    let flags = fcntl(writer, F_GETFL)
    guard fcntl(writer, F_SETFL, flags | O_NONBLOCK) == 0 else { throw SystemCallError.last }
    defer { _ = fcntl(writer, F_SETFL, flags) }
    let bytes = [UInt8](repeating: UInt8(ascii: "-"), count: 4096)
    var total = 0
    while case let count = unsafe write(writer, bytes, bytes.count), count > 0 { total += count }
    return total
  }

  /// Waits for so many bytes.
  func read(_ count: Int) throws -> String {
    var bytes: [UInt8] = []
    var buffer = [UInt8](repeating: 0, count: count)
    while let reader, bytes.count < count {
      let got = unsafe Glibc.read(reader, &buffer, count - bytes.count)
      guard got > 0 else { throw SystemCallError.last }
      bytes += buffer.prefix(got)
    }
    return String(decoding: bytes, as: UTF8.self)
  }

  /// What is in it at this moment.
  func readWaiting() throws -> String {
    var count: CInt = 0
    guard let reader, unsafe ioctl(reader, UInt(FIONREAD), &count) == 0 else { throw SystemCallError.last }
    return try read(Int(count))
  }
}
