/// Why text is not the document that was wanted.
public struct JSONError: Error, Hashable, Sendable {
  public enum Kind: Hashable, Sendable {
    /// It is not JSON.
    case syntax
    /// It is JSON, of another shape.
    case shape
  }

  public let kind: Kind
  /// What is wrong, without the place: `must be a string, not a number`.
  public let problem: String
  /// The value's place in the document, `Accounts[3].Id`; empty for the document itself and in bad syntax.
  public private(set) var path: String
  /// The line it stands on, or the object it belongs to begins on; nil for what was not read from text.
  public private(set) var line: Int?

  init(_ kind: Kind, _ problem: String, path: String = "", line: Int? = nil) {
    self.kind = kind
    self.problem = problem
    self.path = path
    self.line = line
  }

  /// The same error, seen from the object or list that holds the value under this name.
  public func inside(_ name: String, line: Int? = nil) -> JSONError {
    var error = self
    error.path = path.isEmpty ? name : path.hasPrefix("[") ? name + path : name + "." + path
    error.line = self.line ?? line
    return error
  }
}

extension JSONError: CustomStringConvertible {
  /// In full but for the line: `Accounts[3].Id must be a string, not a number`.
  public var description: String { path.isEmpty ? problem : "\(path) \(problem)" }
}
