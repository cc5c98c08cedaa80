public import MusterModel

extension DisableSecurityHub: JSONCall {
  public init(request: JSONObject) throws(JSONError) { self.init() }
}
