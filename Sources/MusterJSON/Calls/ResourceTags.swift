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
    self.init([:])
    let object = try JSONObject(json)
    guard let map = object["Tags"] else { throw JSONError(.shape, "is missing", path: "Tags", line: object.line) }
    do {
      let map = try JSONObject(map)
      // By name, so that errors say which tag is meant.
      for member in map.members { tags[member.name] = try map.value(member.name) }
    } catch {
      throw error.inside("Tags", line: object.line)
    }
  }
}
