public import MusterModel

extension Done: JSONConvertible {
  public var json: JSONValue { .object([:]) }

  public init(json: JSONValue) throws(JSONError) {
    _ = try JSONObject(json)
    self.init()
  }
}
