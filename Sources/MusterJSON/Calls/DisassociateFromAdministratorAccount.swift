public import MusterModel

extension DisassociateFromAdministratorAccount: JSONCall {
  public init(request: JSONObject) throws(JSONError) { self.init() }
}
