/// Where rosters are kept.
public enum DataPlace: Hashable, Sendable {
  case directory(String)
  /// Gone with the process.
  case memory

  static let memoryName = ":memory:"

  /// - Parameter text: a directory's absolute path, or `:memory:`.
  init(_ text: String) { self = text == Self.memoryName ? .memory : .directory(text) }
}

extension DataPlace: CustomStringConvertible {
  public var description: String {
    switch self {
    case .directory(let path): path
    case .memory: Self.memoryName
    }
  }
}
