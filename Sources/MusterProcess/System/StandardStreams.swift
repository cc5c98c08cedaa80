internal import Glibc

/// What a process says to whoever started it, in order with what it logs.
public enum StandardStreams {
  public enum Stream: Sendable {
    case output
    case error
  }

  /// Text of our own, as it is.
  public static func say(_ text: String, to stream: Stream = .output) {
    let text = text.hasSuffix("\n") ? String(text.dropLast()) : text
    switch stream {
    case .output: LineWriter(STDOUT_FILENO).write(Array("\(text)\n".utf8))
    case .error: LogOutput.standardError.write(text, at: .now)
    }
  }

  /// Why a program does not start: a line each, whatever is in them.
  public static func complain(_ messages: [String], as program: String) {
    for message in messages { say("\(program): \(Escaping.plain(message))", to: .error) }
  }

  /// The last thing before a process ends: waits until all that it said and logged is out, but for nobody who does not
  /// read it.
  public static func finish() { LogOutput.standardError.finish(within: Limits.logFlushTime) }
}
