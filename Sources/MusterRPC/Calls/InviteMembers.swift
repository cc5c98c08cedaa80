internal import CMusterProto
internal import MusterModel

extension InviteMembers: @unsafe RPCCall {
  static let request = unsafe MessageType(muster__v1__invite_members_request__init)
  static let response = unsafe MessageType(muster__v1__invite_members_response__init)

  func write(
    to request: UnsafeMutablePointer<Muster__V1__InviteMembersRequest>, _ encoder: MessageEncoder
  ) throws(WireError) {
    unsafe request.pointee.n_account_ids = accountIDs.count
    unsafe request.pointee.account_ids = unsafe try encoder.texts(accountIDs)
  }

  init(reading request: Muster__V1__InviteMembersRequest) throws(WireError) {
    unsafe self.init(try MessageDecoder.texts(request.n_account_ids, request.account_ids, "AccountIds"))
  }

  static func write(
    _ output: [UnprocessedAccount], to response: UnsafeMutablePointer<Muster__V1__InviteMembersResponse>,
    _ encoder: MessageEncoder
  ) throws(WireError) {
    unsafe response.pointee.n_unprocessed_accounts = output.count
    unsafe response.pointee.unprocessed_accounts = unsafe try encoder.list(output)
  }

  static func read(_ response: Muster__V1__InviteMembersResponse) throws(WireError) -> [UnprocessedAccount] {
    unsafe try MessageDecoder.unprocessed(response.n_unprocessed_accounts, response.unprocessed_accounts)
  }
}
