/// What ListTagsForResource answers. The tags come in the order of their keys, so that the same tags are always the
/// same text.
public struct ResourceTags: JSONConvertible, Hashable, Sendable {
  public var tags: [String: String]

  public init(_ tags: [String: String]) { self.tags = tags }

  public var json: JSONValue {
    let members = tags.sorted { $0.key < $1.key }.map { JSONObject.Member(name: $0.key, value: $0.value.json) }
    return .object(["Tags": .object(JSONObject(members: members))])
  }

  public init(json: JSONValue) throws(JSONError) {
    let object = try JSONObject(json)
    guard let tags = try object.tags("Tags") else { throw object.missing("Tags") }
    self.init(tags)
  }
}

extension JSONObject {
  /// The tags that the member of that name holds; nil where there is none. A key that stands there twice is refused:
  /// of two values nobody can tell which one was meant.
  func tags(_ name: String) throws(JSONError) -> [String: String]? {
    guard let map = self[name] else { return nil }
    do {
      return try Self.tags(in: try JSONObject(map))
    } catch {
      throw error.inside(name, line: line)
    }
  }

  /// Member by member: looking each up by its key would take the square of their number.
  private static func tags(in map: JSONObject) throws(JSONError) -> [String: String] {
    var tags: [String: String] = [:]
    for member in map.members {
      do throws(JSONError) {
        guard tags.updateValue(try String(json: member.value), forKey: member.name) == nil else {
          throw JSONError(.shape, "stands there twice; send each key once")
        }
      } catch {
        throw error.inside(shown(member.name), line: map.line)
      }
    }
    return tags
  }

  /// As much of a key as helps to find it.
  private static func shown(_ key: String) -> String {
    String(String.UnicodeScalarView(key.unicodeScalars.prefix(64)))
  }
}
