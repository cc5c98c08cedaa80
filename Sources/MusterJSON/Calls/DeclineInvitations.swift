public import MusterModel

extension DeclineInvitations: JSONCall {
  public init(request: JSONObject) throws(JSONError) {
    self.init(try request.value("AccountIds"))
  }
}
