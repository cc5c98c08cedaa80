internal import Glibc

/// Where text goes: a terminal, a file, a pipe, or a test.
package struct Sink: Sendable {
  package let isTerminal: Bool
  /// Characters that a line of the terminal has room for.
  package let columns: Int
  let write: @Sendable (String) throws(SinkError) -> Void

  package init(isTerminal: Bool, columns: Int = 80, write: @escaping @Sendable (String) throws(SinkError) -> Void) {
    self.isTerminal = isTerminal
    self.columns = columns
    self.write = write
  }
}

package struct SinkError: Error, Hashable, Sendable {
  package let errno: Int32

  package init(errno: Int32) { self.errno = errno }

  /// The reader went away.
  var isHangUp: Bool { errno == EPIPE }

  package var failure: Failure {
    Failure(
      .failed, "OutputFailed", "The answer could not be written: \(SystemError.text(errno)).",
      remedy: "The command itself was carried out.")
  }
}

extension Sink {
  package static let standardOutput = descriptor(STDOUT_FILENO)
  package static let standardError = descriptor(STDERR_FILENO)

  /// Unbuffered: what was written is seen also when the process is killed right after.
  private static func descriptor(_ descriptor: Int32) -> Sink {
    Sink(isTerminal: isatty(descriptor) == 1, columns: columns(descriptor)) { text throws(SinkError) in
      var rest = Array(text.utf8)[...]
      while !rest.isEmpty {
        let count = unsafe rest.withUnsafeBytes { unsafe Glibc.write(descriptor, $0.baseAddress, $0.count) }
        if count < 0, errno == EINTR { continue }
        guard count >= 0 else { throw SinkError(errno: errno) }
        rest = rest.dropFirst(count)
      }
    }
  }

  private static func columns(_ descriptor: Int32) -> Int {
    var size = winsize()
    guard unsafe ioctl(descriptor, UInt(TIOCGWINSZ), &size) == 0, size.ws_col > 0 else { return 80 }
    return Int(size.ws_col)
  }
}
