internal import Glibc

/// Why load could not be made, or not gone on with.
package enum LoadError: Error, Hashable, Sendable {
  /// A system call, what it was about, and its error number.
  case system(String, Int32)
  /// The server sent what no ttrpc server sends, or went away.
  case broken(String)
  /// The plan cannot be carried out.
  case plan(String)
}

extension LoadError: CustomStringConvertible {
  package var description: String {
    switch self {
    case .system(let call, let code): unsafe "\(call): \(String(cString: strerror(code)))"
    case .broken(let reason), .plan(let reason): reason
    }
  }
}
