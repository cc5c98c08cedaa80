internal import CMusterProto
internal import MusterModel

extension DisassociateFromAdministratorAccount: @unsafe DoneRPCCall {
  static let request = unsafe MessageType(muster__v1__disassociate_from_administrator_account_request__init)
  static let response = unsafe MessageType(muster__v1__disassociate_from_administrator_account_response__init)

  func write(
    to request: UnsafeMutablePointer<Muster__V1__DisassociateFromAdministratorAccountRequest>, _ encoder: MessageEncoder
  ) throws(WireError) {}

  init(reading request: Muster__V1__DisassociateFromAdministratorAccountRequest) throws(WireError) { self.init() }
}
