internal import CMusterProto
internal import MusterModel

extension EnableSecurityHub: @unsafe DoneRPCCall {
  static let request = unsafe MessageType(muster__v1__enable_security_hub_request__init)
  static let response = unsafe MessageType(muster__v1__enable_security_hub_response__init)
  private static let tag = unsafe MessageType(muster__v1__tag__init)

  func write(
    to request: UnsafeMutablePointer<Muster__V1__EnableSecurityHubRequest>, _ encoder: MessageEncoder
  ) throws(WireError) {
    unsafe request.pointee.n_tags = tags.count
    unsafe request.pointee.tags = unsafe try encoder.list(tags)
    unsafe request.pointee._enable_default_standards_case =
      MUSTER__V1__ENABLE_SECURITY_HUB_REQUEST___ENABLE_DEFAULT_STANDARDS_ENABLE_DEFAULT_STANDARDS
    unsafe request.pointee.enable_default_standards = enableDefaultStandards ? 1 : 0
    unsafe request.pointee.control_finding_generator = controlFindingGenerator.wire
  }

  init(reading request: Muster__V1__EnableSecurityHubRequest) throws(WireError) {
    let hasStandards =
      unsafe request._enable_default_standards_case
      == MUSTER__V1__ENABLE_SECURITY_HUB_REQUEST___ENABLE_DEFAULT_STANDARDS_ENABLE_DEFAULT_STANDARDS
    let generator = unsafe try ControlFindingGenerator.read(request.control_finding_generator)
    unsafe self.init(
      tags: try MessageDecoder.tags(request.n_tags, request.tags),
      enableDefaultStandards: hasStandards ? unsafe request.enable_default_standards != 0 : true,
      controlFindingGenerator: generator ?? .securityControl)
  }
}
