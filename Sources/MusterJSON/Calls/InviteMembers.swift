public import MusterModel

extension InviteMembers: JSONCall {
  public init(request: JSONObject) throws(JSONError) {
    self.init(try request.value("AccountIds"))
  }
}
