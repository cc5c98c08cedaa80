extension JSONObject {
  /// The object that the value is.
  public init(_ value: JSONValue) throws(JSONError) {
    guard case .object(let object) = value else {
      throw JSONError(.shape, "must be an object, not \(value.article)")
    }
    self = object
  }

  /// The member of that name; members that nobody asks for are ignored (spec 2.6).
  public func value<Value: JSONConvertible>(_ name: String) throws(JSONError) -> Value {
    guard let value: Value = try optional(name) else { throw missing(name) }
    return value
  }

  /// Why an object without a member of that name is none that was wanted.
  func missing(_ name: String) -> JSONError { JSONError(.shape, "is missing", path: name, line: line) }

  /// The items of the list of that name, each still to be read.
  public func list(_ name: String) throws(JSONError) -> [JSONValue] {
    switch self[name] {
    case .array(let items): return items
    case nil: throw missing(name)
    case .some(let value): throw JSONError(.shape, "must be a list, not \(value.article)", path: name, line: line)
    }
  }

  /// Nil where there is no such member.
  public func optional<Value: JSONConvertible>(_ name: String) throws(JSONError) -> Value? {
    guard let json = self[name] else { return nil }
    do {
      return try Value(json: json)
    } catch {
      throw error.inside(name, line: line)
    }
  }
}
