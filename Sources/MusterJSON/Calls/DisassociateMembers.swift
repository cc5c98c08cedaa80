public import MusterModel

extension DisassociateMembers: JSONCall {
  public init(request: JSONObject) throws(JSONError) {
    self.init(try request.value("AccountIds"))
  }
}
