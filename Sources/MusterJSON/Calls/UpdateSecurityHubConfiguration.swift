public import MusterModel

extension UpdateSecurityHubConfiguration: JSONCall {
  public init(request: JSONObject) throws(JSONError) {
    self.init(
      autoEnableControls: try request.optional("AutoEnableControls"),
      controlFindingGenerator: try request.optional("ControlFindingGenerator"))
  }
}
