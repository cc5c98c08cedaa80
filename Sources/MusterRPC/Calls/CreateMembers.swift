internal import CMusterProto
internal import MusterModel

extension CreateMembers: @unsafe RPCCall {
  static let request = unsafe MessageType(muster__v1__create_members_request__init)
  static let response = unsafe MessageType(muster__v1__create_members_response__init)
  private static let details = unsafe MessageType(muster__v1__account_details__init)

  func write(
    to request: UnsafeMutablePointer<Muster__V1__CreateMembersRequest>, _ encoder: MessageEncoder
  ) throws(WireError) {
    unsafe request.pointee.n_account_details = accounts.count
    unsafe request.pointee.account_details = try encoder.list(accounts.count) { index throws(WireError) in
      unsafe try encoder.make(Self.details) { message throws(WireError) in
        unsafe message.pointee.account_id = try encoder.text(accounts[index].accountID)
        guard let email = accounts[index].email else { return }
        unsafe message.pointee._email_case = MUSTER__V1__ACCOUNT_DETAILS___EMAIL_EMAIL
        unsafe message.pointee.email = try encoder.text(email)
      }
    }
  }

  init(reading request: Muster__V1__CreateMembersRequest) throws(WireError) {
    var index = 0
    self.init(
      unsafe try MessageDecoder.list(request.n_account_details, request.account_details) { message throws(WireError) in
        defer { index += 1 }
        return AccountDetails(
          accountID: unsafe try MessageDecoder.text(message.account_id, "AccountDetails[\(index)].AccountId"),
          email: unsafe message._email_case == MUSTER__V1__ACCOUNT_DETAILS___EMAIL_EMAIL
            ? try MessageDecoder.text(message.email, "AccountDetails[\(index)].Email") : nil)
      })
  }

  static func write(
    _ output: [UnprocessedAccount], to response: UnsafeMutablePointer<Muster__V1__CreateMembersResponse>,
    _ encoder: MessageEncoder
  ) throws(WireError) {
    unsafe response.pointee.n_unprocessed_accounts = output.count
    unsafe response.pointee.unprocessed_accounts = unsafe try encoder.list(output)
  }

  static func read(_ response: Muster__V1__CreateMembersResponse) throws(WireError) -> [UnprocessedAccount] {
    unsafe try MessageDecoder.unprocessed(response.n_unprocessed_accounts, response.unprocessed_accounts)
  }
}
