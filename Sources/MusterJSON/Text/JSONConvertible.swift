/// A value that has a JSON form.
public protocol JSONConvertible {
  var json: JSONValue { get }
  init(json: JSONValue) throws(JSONError)
}

/// A value whose JSON form is a string.
protocol JSONString: JSONConvertible, CustomStringConvertible {
  /// What such a string is, as messages say it: `an account id of 12 digits`.
  static var form: String { get }
  init?(jsonString text: String)
}

extension JSONString {
  public var json: JSONValue { .string(description) }

  public init(json: JSONValue) throws(JSONError) {
    let text = try String(json: json)
    guard let value = Self(jsonString: text) else {
      // As much of it as helps to find it.
      let shown = String(String.UnicodeScalarView(text.unicodeScalars.prefix(64)))
      throw JSONError(.shape, "is \(JSONValue.string(shown).text()), which is not \(Self.form)")
    }
    self = value
  }
}

extension String: JSONConvertible {
  public var json: JSONValue { .string(self) }

  public init(json: JSONValue) throws(JSONError) {
    guard case .string(let text) = json else { throw JSONError(.shape, "must be a string, not \(json.article)") }
    self = text
  }
}

extension Bool: JSONConvertible {
  public var json: JSONValue { .bool(self) }

  public init(json: JSONValue) throws(JSONError) {
    guard case .bool(let value) = json else { throw JSONError(.shape, "must be true or false, not \(json.article)") }
    self = value
  }
}

extension Int: JSONConvertible {
  public var json: JSONValue { .number(String(self)) }

  public init(json: JSONValue) throws(JSONError) {
    guard case .number(let digits) = json, let value = Int(digits) else {
      throw JSONError(.shape, "must be a whole number, not \(json.article)")
    }
    self = value
  }
}

extension Array: JSONConvertible where Element: JSONConvertible {
  public var json: JSONValue { .array(map(\.json)) }

  public init(json: JSONValue) throws(JSONError) {
    guard case .array(let values) = json else { throw JSONError(.shape, "must be a list, not \(json.article)") }
    self = []
    reserveCapacity(values.count)
    for (index, value) in values.enumerated() {
      do {
        append(try Element(json: value))
      } catch {
        throw error.inside("[\(index)]")
      }
    }
  }
}
