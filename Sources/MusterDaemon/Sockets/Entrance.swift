public import MusterProcess

/// Where clients come in.
public enum Entrance: Sendable {
  /// A socket of the daemon's own.
  case own(SocketFile)
  /// One that the service manager keeps, also while no daemon runs.
  case passed(path: String, descriptor: CInt)

  /// Takes what the service manager passed, or makes the socket that the settings name. Nobody can connect to that one
  /// yet.
  public init(_ settings: Settings.Socket, environment: [String: String]) throws(StartError) {
    guard let socket = try PassedSocket(environment) else {
      self = .own(try SocketFile(path: settings.path.value, mode: settings.mode.value, group: settings.group?.value))
      return
    }
    let path = socket.path
    self = .passed(path: path, descriptor: socket.release())
  }

  public var path: String {
    switch self {
    case .own(let file): file.path
    case .passed(let path, _): path
    }
  }

  /// Lets clients in. Once: whoever accepts them owns the descriptor.
  public func open() throws(StartError) -> CInt {
    switch self {
    case .own(let file): try file.listen()
    case .passed(_, let descriptor): descriptor
    }
  }

  /// Takes the way in away. Who is in may stay.
  public func close() {
    switch self {
    case .own(let file): file.remove()
    case .passed: break
    }
  }
}
