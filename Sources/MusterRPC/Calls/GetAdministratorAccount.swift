internal import CMusterProto
internal import MusterModel

extension GetAdministratorAccount: @unsafe RPCCall {
  static let request = unsafe MessageType(muster__v1__get_administrator_account_request__init)
  static let response = unsafe MessageType(muster__v1__get_administrator_account_response__init)

  func write(
    to request: UnsafeMutablePointer<Muster__V1__GetAdministratorAccountRequest>, _ encoder: MessageEncoder
  ) throws(WireError) {}

  init(reading request: Muster__V1__GetAdministratorAccountRequest) throws(WireError) { self.init() }

  static func write(
    _ output: Invitation?, to response: UnsafeMutablePointer<Muster__V1__GetAdministratorAccountResponse>,
    _ encoder: MessageEncoder
  ) throws(WireError) {
    unsafe response.pointee.administrator = try output?.make(encoder)
  }

  static func read(_ response: Muster__V1__GetAdministratorAccountResponse) throws(WireError) -> Invitation? {
    guard let administrator = unsafe response.administrator else { return nil }
    return unsafe try Invitation(reading: administrator.pointee)
  }
}
