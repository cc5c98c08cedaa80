internal import CMusterProto
internal import MusterModel

extension DeleteInvitations: @unsafe RPCCall {
  static let request = unsafe MessageType(muster__v1__delete_invitations_request__init)
  static let response = unsafe MessageType(muster__v1__delete_invitations_response__init)

  func write(
    to request: UnsafeMutablePointer<Muster__V1__DeleteInvitationsRequest>, _ encoder: MessageEncoder
  ) throws(WireError) {
    unsafe request.pointee.n_account_ids = accountIDs.count
    unsafe request.pointee.account_ids = unsafe try encoder.texts(accountIDs)
  }

  init(reading request: Muster__V1__DeleteInvitationsRequest) throws(WireError) {
    unsafe self.init(try MessageDecoder.texts(request.n_account_ids, request.account_ids, "AccountIds"))
  }

  static func write(
    _ output: [UnprocessedAccount], to response: UnsafeMutablePointer<Muster__V1__DeleteInvitationsResponse>,
    _ encoder: MessageEncoder
  ) throws(WireError) {
    unsafe response.pointee.n_unprocessed_accounts = output.count
    unsafe response.pointee.unprocessed_accounts = unsafe try encoder.list(output)
  }

  static func read(_ response: Muster__V1__DeleteInvitationsResponse) throws(WireError) -> [UnprocessedAccount] {
    unsafe try MessageDecoder.unprocessed(response.n_unprocessed_accounts, response.unprocessed_accounts)
  }
}
