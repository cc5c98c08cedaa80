/// A JSON document, or a part of one.
public enum JSONValue: Hashable, Sendable {
  case null
  case bool(Bool)
  /// As it was written: what it means is for the reader to say.
  case number(String)
  case string(String)
  case array([JSONValue])
  case object(JSONObject)

  /// An object of these members in this order, without those that are nil.
  public static func object(_ members: KeyValuePairs<String, JSONValue?>) -> JSONValue {
    .object(
      JSONObject(
        members: members.compactMap { name, value in value.map { JSONObject.Member(name: name, value: $0) } }))
  }

  /// As messages name what was found in place of something else.
  var article: String {
    switch self {
    case .null: "null"
    case .bool: "a boolean"
    case .number: "a number"
    case .string: "a string"
    case .array: "a list"
    case .object: "an object"
    }
  }
}

/// An object's members, in order.
public struct JSONObject: Hashable, Sendable {
  public struct Member: Hashable, Sendable {
    public var name: String
    public var value: JSONValue

    public init(name: String, value: JSONValue) {
      self.name = name
      self.value = value
    }
  }

  public var members: [Member]
  /// Where its brace stands in the text it was read from.
  public var line: Int?

  public init(members: [Member], line: Int? = nil) {
    self.members = members
    self.line = line
  }

  /// The last member of that name, as JSON readers agree; nil also for null, which AWS takes for absent (spec 2.6).
  public subscript(name: String) -> JSONValue? {
    guard let member = members.last(where: { $0.name == name }), member.value != .null else { return nil }
    return member.value
  }
}
