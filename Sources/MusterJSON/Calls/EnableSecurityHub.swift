public import MusterModel

extension EnableSecurityHub: JSONCall {
  public init(request: JSONObject) throws(JSONError) {
    self.init(
      tags: try request.tags("Tags") ?? [:],
      enableDefaultStandards: try request.optional("EnableDefaultStandards") ?? true,
      controlFindingGenerator: try request.optional("ControlFindingGenerator") ?? .securityControl)
  }
}
