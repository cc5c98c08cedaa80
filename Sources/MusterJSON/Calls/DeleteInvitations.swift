public import MusterModel

extension DeleteInvitations: JSONCall {
  public init(request: JSONObject) throws(JSONError) {
    self.init(try request.value("AccountIds"))
  }
}
