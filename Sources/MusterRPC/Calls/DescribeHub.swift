internal import CMusterProto
internal import MusterModel

extension DescribeHub: @unsafe RPCCall {
  static let request = unsafe MessageType(muster__v1__describe_hub_request__init)
  static let response = unsafe MessageType(muster__v1__describe_hub_response__init)

  func write(
    to request: UnsafeMutablePointer<Muster__V1__DescribeHubRequest>, _ encoder: MessageEncoder
  ) throws(WireError) {
    guard let hubARN else { return }
    unsafe request.pointee._hub_arn_case = MUSTER__V1__DESCRIBE_HUB_REQUEST___HUB_ARN_HUB_ARN
    unsafe request.pointee.hub_arn = try encoder.text(hubARN)
  }

  init(reading request: Muster__V1__DescribeHubRequest) throws(WireError) {
    let isGiven = unsafe request._hub_arn_case == MUSTER__V1__DESCRIBE_HUB_REQUEST___HUB_ARN_HUB_ARN
    self.init(hubARN: isGiven ? unsafe try MessageDecoder.text(request.hub_arn, "HubArn") : nil)
  }

  static func write(
    _ output: HubDescription, to response: UnsafeMutablePointer<Muster__V1__DescribeHubResponse>,
    _ encoder: MessageEncoder
  ) throws(WireError) {
    unsafe response.pointee.hub_arn = try encoder.text(output.hubARN)
    unsafe response.pointee.subscribed_at = try output.subscribedAt.make(encoder)
    unsafe response.pointee.auto_enable_controls = output.autoEnableControls ? 1 : 0
    unsafe response.pointee.control_finding_generator = output.controlFindingGenerator.wire
  }

  static func read(_ response: Muster__V1__DescribeHubResponse) throws(WireError) -> HubDescription {
    guard let generator = unsafe try ControlFindingGenerator.read(response.control_finding_generator) else {
      throw .badReply("control_finding_generator is unspecified")
    }
    return HubDescription(
      hubARN: unsafe try MessageDecoder.text(response.hub_arn, "hub_arn"),
      subscribedAt: unsafe try Timestamp.readRequired(response.subscribed_at, "subscribed_at"),
      autoEnableControls: unsafe response.auto_enable_controls != 0,
      controlFindingGenerator: generator)
  }
}
