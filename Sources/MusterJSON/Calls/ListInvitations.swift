public import MusterModel

extension ListInvitations: JSONCall {
  public init(request: JSONObject) throws(JSONError) {
    self.init(maxResults: try request.optional("MaxResults"), nextToken: try request.optional("NextToken"))
  }

  public static func answer(_ output: Page<Invitation>) -> JSONValue { output.json }
}
