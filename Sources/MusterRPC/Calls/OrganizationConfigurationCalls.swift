internal import CMusterProto
internal import MusterModel

extension DescribeOrganizationConfiguration: @unsafe RefusedRPCCall {
  static let request = unsafe MessageType(muster__v1__describe_organization_configuration_request__init)
  static let response = unsafe MessageType(muster__v1__describe_organization_configuration_response__init)

  func write(
    to request: UnsafeMutablePointer<Muster__V1__DescribeOrganizationConfigurationRequest>, _ encoder: MessageEncoder
  ) throws(WireError) {}

  init(reading request: Muster__V1__DescribeOrganizationConfigurationRequest) throws(WireError) { self.init() }
}

extension UpdateOrganizationConfiguration: @unsafe RefusedRPCCall {
  static let request = unsafe MessageType(muster__v1__update_organization_configuration_request__init)
  static let response = unsafe MessageType(muster__v1__update_organization_configuration_response__init)
  private static let configuration = unsafe MessageType(muster__v1__organization_configuration__init)

  func write(
    to request: UnsafeMutablePointer<Muster__V1__UpdateOrganizationConfigurationRequest>, _ encoder: MessageEncoder
  ) throws(WireError) {
    if let autoEnable {
      unsafe request.pointee._auto_enable_case =
        MUSTER__V1__UPDATE_ORGANIZATION_CONFIGURATION_REQUEST___AUTO_ENABLE_AUTO_ENABLE
      unsafe request.pointee.auto_enable = autoEnable ? 1 : 0
    }
    if let autoEnableStandards { unsafe request.pointee.auto_enable_standards = autoEnableStandards.wire }
    if let configurationType {
      unsafe request.pointee.organization_configuration = try encoder.make(Self.configuration) { message in
        unsafe message.pointee.configuration_type = configurationType.wire
      }
    }
  }

  init(reading request: Muster__V1__UpdateOrganizationConfigurationRequest) throws(WireError) {
    let hasAutoEnable =
      unsafe request._auto_enable_case
      == MUSTER__V1__UPDATE_ORGANIZATION_CONFIGURATION_REQUEST___AUTO_ENABLE_AUTO_ENABLE
    var configurationType: ConfigurationType?
    if let configuration = unsafe request.organization_configuration {
      configurationType = unsafe try ConfigurationType.read(configuration.pointee.configuration_type)
    }
    self.init(
      autoEnable: hasAutoEnable ? unsafe request.auto_enable != 0 : nil,
      autoEnableStandards: unsafe try AutoEnableStandards.read(request.auto_enable_standards),
      configurationType: configurationType)
  }
}
