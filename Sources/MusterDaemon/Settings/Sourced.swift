/// A value and who said so, for messages and for `--check-config`.
public struct Sourced<Value: Hashable & Sendable>: Hashable, Sendable {
  public let value: Value
  public let origin: Origin

  public init(_ value: Value, _ origin: Origin) {
    self.value = value
    self.origin = origin
  }

  func map<Other>(_ transform: (Value) throws -> Other) rethrows -> Sourced<Other> {
    Sourced<Other>(try transform(value), origin)
  }
}

public enum Origin: Hashable, Sendable {
  case flag(String)
  case variable(String)
  /// A place in the configuration file, and the key there.
  case file(place: String, key: String)
  case standard
}

extension Origin: CustomStringConvertible {
  public var description: String {
    switch self {
    case .flag(let name), .variable(let name): name
    case .file(let place, let key): "\(place): \(key)"
    case .standard: "default"
    }
  }
}

extension YAMLValue {
  func sourced<Value>(_ value: Value) -> Sourced<Value> { Sourced(value, .file(place: place, key: key)) }
}
