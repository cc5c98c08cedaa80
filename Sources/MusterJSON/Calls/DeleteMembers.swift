public import MusterModel

extension DeleteMembers: JSONCall {
  public init(request: JSONObject) throws(JSONError) {
    self.init(try request.value("AccountIds"))
  }
}
