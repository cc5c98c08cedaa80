internal import CMusterProto
internal import MusterModel

extension GetMembers: @unsafe RPCCall {
  static let request = unsafe MessageType(muster__v1__get_members_request__init)
  static let response = unsafe MessageType(muster__v1__get_members_response__init)

  func write(
    to request: UnsafeMutablePointer<Muster__V1__GetMembersRequest>, _ encoder: MessageEncoder
  ) throws(WireError) {
    unsafe request.pointee.n_account_ids = accountIDs.count
    unsafe request.pointee.account_ids = try encoder.texts(accountIDs)
  }

  init(reading request: Muster__V1__GetMembersRequest) throws(WireError) {
    self.init(unsafe try MessageDecoder.texts(request.n_account_ids, request.account_ids, "AccountIds"))
  }

  static func write(
    _ output: MembersByID, to response: UnsafeMutablePointer<Muster__V1__GetMembersResponse>,
    _ encoder: MessageEncoder
  ) throws(WireError) {
    unsafe response.pointee.n_members = output.members.count
    unsafe response.pointee.members = try encoder.list(output.members.count) { index throws(WireError) in
      unsafe try output.members[index].make(encoder)
    }
    unsafe response.pointee.n_unprocessed_accounts = output.unprocessed.count
    unsafe response.pointee.unprocessed_accounts = unsafe try encoder.list(output.unprocessed)
  }

  static func read(_ response: Muster__V1__GetMembersResponse) throws(WireError) -> MembersByID {
    MembersByID(
      members: unsafe try MessageDecoder.list(response.n_members, response.members) { message throws(WireError) in
        unsafe try Member(reading: message)
      },
      unprocessed: unsafe try MessageDecoder.unprocessed(response.n_unprocessed_accounts, response.unprocessed_accounts)
    )
  }
}
