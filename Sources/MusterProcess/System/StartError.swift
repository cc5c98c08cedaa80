/// Why the daemon does not start, in words for whoever started it: what, where and what to do about it.
public struct StartError: Error, Hashable, Sendable {
  public enum Kind: Hashable, Sendable {
    /// A flag, a variable or the configuration file is wrong. Trying again will not help.
    case usage
    /// The machine does not let us: a file, a socket, another daemon.
    case failure
  }

  public let kind: Kind
  /// One line each, at least one.
  public let messages: [String]

  public init(_ kind: Kind, _ messages: [String]) {
    self.kind = kind
    self.messages = messages
  }

  public static func usage(_ message: String) -> StartError { StartError(.usage, [message]) }
  public static func failure(_ message: String) -> StartError { StartError(.failure, [message]) }

  public var exitCode: Int32 {
    switch kind {
    case .usage: 2
    case .failure: 1
    }
  }
}
