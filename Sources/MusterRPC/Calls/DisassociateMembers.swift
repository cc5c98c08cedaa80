internal import CMusterProto
internal import MusterModel

extension DisassociateMembers: @unsafe DoneRPCCall {
  static let request = unsafe MessageType(muster__v1__disassociate_members_request__init)
  static let response = unsafe MessageType(muster__v1__disassociate_members_response__init)

  func write(
    to request: UnsafeMutablePointer<Muster__V1__DisassociateMembersRequest>, _ encoder: MessageEncoder
  ) throws(WireError) {
    unsafe request.pointee.n_account_ids = accountIDs.count
    unsafe request.pointee.account_ids = unsafe try encoder.texts(accountIDs)
  }

  init(reading request: Muster__V1__DisassociateMembersRequest) throws(WireError) {
    unsafe self.init(try MessageDecoder.texts(request.n_account_ids, request.account_ids, "AccountIds"))
  }
}
