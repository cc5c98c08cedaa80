internal import Glibc

/// What a command says to whoever started it. Unbuffered, so that nothing is lost or out of order.
public enum StandardStreams {
  /// An answer, to standard output.
  public static func say(_ text: String) {
    LineWriter(STDOUT_FILENO).write(text.hasSuffix("\n") ? String(text.dropLast()) : text)
  }

  /// Complaints, a line each, to standard error.
  public static func complain(_ lines: [String]) {
    let writer = LineWriter(STDERR_FILENO)
    for line in lines { writer.write(line) }
  }
}
