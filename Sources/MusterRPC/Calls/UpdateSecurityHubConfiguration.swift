internal import CMusterProto
internal import MusterModel

extension UpdateSecurityHubConfiguration: @unsafe DoneRPCCall {
  static let request = unsafe MessageType(muster__v1__update_security_hub_configuration_request__init)
  static let response = unsafe MessageType(muster__v1__update_security_hub_configuration_response__init)

  func write(
    to request: UnsafeMutablePointer<Muster__V1__UpdateSecurityHubConfigurationRequest>, _ encoder: MessageEncoder
  ) throws(WireError) {
    if let autoEnableControls {
      unsafe request.pointee._auto_enable_controls_case =
        MUSTER__V1__UPDATE_SECURITY_HUB_CONFIGURATION_REQUEST___AUTO_ENABLE_CONTROLS_AUTO_ENABLE_CONTROLS
      unsafe request.pointee.auto_enable_controls = autoEnableControls ? 1 : 0
    }
    if let controlFindingGenerator { unsafe request.pointee.control_finding_generator = controlFindingGenerator.wire }
  }

  init(reading request: Muster__V1__UpdateSecurityHubConfigurationRequest) throws(WireError) {
    let hasControls =
      unsafe request._auto_enable_controls_case
      == MUSTER__V1__UPDATE_SECURITY_HUB_CONFIGURATION_REQUEST___AUTO_ENABLE_CONTROLS_AUTO_ENABLE_CONTROLS
    unsafe self.init(
      autoEnableControls: hasControls ? request.auto_enable_controls != 0 : nil,
      controlFindingGenerator: try ControlFindingGenerator.read(request.control_finding_generator))
  }
}
