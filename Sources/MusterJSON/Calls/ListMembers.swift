public import MusterModel

extension ListMembers: JSONCall {
  public init(request: JSONObject) throws(JSONError) {
    self.init(
      onlyAssociated: try request.optional("OnlyAssociated") ?? true,
      maxResults: try request.optional("MaxResults"),
      nextToken: try request.optional("NextToken"))
  }

  public static func answer(_ output: Page<Member>) -> JSONValue { output.json }
}
