internal import CMusterProto
internal import MusterModel

extension DisableSecurityHub: @unsafe DoneRPCCall {
  static let request = unsafe MessageType(muster__v1__disable_security_hub_request__init)
  static let response = unsafe MessageType(muster__v1__disable_security_hub_response__init)

  func write(
    to request: UnsafeMutablePointer<Muster__V1__DisableSecurityHubRequest>, _ encoder: MessageEncoder
  ) throws(WireError) {}

  init(reading request: Muster__V1__DisableSecurityHubRequest) throws(WireError) { self.init() }
}
