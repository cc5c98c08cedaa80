internal import Glibc

/// What a command says to whoever started it. Unbuffered, so that nothing is lost or out of order.
public enum StandardStreams {
  public enum Stream: Sendable {
    case output
    case error
  }

  /// Text of our own, as it is.
  public static func say(_ text: String, to stream: Stream = .output) {
    let descriptor =
      switch stream {
      case .output: STDOUT_FILENO
      case .error: STDERR_FILENO
      }
    LineWriter(descriptor).write(text.hasSuffix("\n") ? String(text.dropLast()) : text)
  }

  /// Why there is no daemon: a line each, whatever is in them.
  public static func complain(_ messages: [String]) {
    for message in messages { say("musterd: \(Escaping.plain(message))", to: .error) }
  }
}
