public import MusterModel

extension DescribeHub: JSONCall {
  public init(request: JSONObject) throws(JSONError) {
    self.init(hubARN: try request.optional("HubArn"))
  }

  public static func answer(_ output: HubDescription) -> JSONValue { output.json }
}

extension HubDescription: JSONConvertible {
  public var json: JSONValue {
    .object([
      "HubArn": hubARN.json,
      "SubscribedAt": subscribedAt.json,
      "AutoEnableControls": autoEnableControls.json,
      "ControlFindingGenerator": controlFindingGenerator.json,
    ])
  }

  public init(json: JSONValue) throws(JSONError) {
    let object = try JSONObject(json)
    self.init(
      hubARN: try object.value("HubArn"),
      subscribedAt: try object.value("SubscribedAt"),
      autoEnableControls: try object.value("AutoEnableControls"),
      controlFindingGenerator: try object.value("ControlFindingGenerator"))
  }
}
