public import MusterModel

extension TagResource: JSONCall {
  public init(request: JSONObject) throws(JSONError) {
    let arn: String = try request.value("ResourceArn")
    guard let tags = try request.tags("Tags") else { throw request.missing("Tags") }
    self.init(arn, tags: tags)
  }
}

extension UntagResource: JSONCall {
  /// The keys come in the query, where their name begins with a small letter (spec 2.6).
  public init(request: JSONObject) throws(JSONError) {
    self.init(try request.value("ResourceArn"), tagKeys: try request.value("tagKeys"))
  }
}

extension ListTagsForResource: JSONCall {
  public init(request: JSONObject) throws(JSONError) {
    self.init(try request.value("ResourceArn"))
  }

  public static func answer(_ output: [String: String]) -> JSONValue { ResourceTags(output).json }
}
