internal import CMusterProto
internal import MusterModel

extension ResolveRecipients: @unsafe AccessRPCCall {
  static let request = unsafe MessageType(muster__v1__resolve_recipients_request__init)
  static let response = unsafe MessageType(muster__v1__resolve_recipients_response__init)

  func write(
    to request: UnsafeMutablePointer<Muster__V1__ResolveRecipientsRequest>, _ encoder: MessageEncoder
  ) throws(WireError) {
    unsafe request.pointee.owner = try encoder.text(owner)
  }

  init(reading request: Muster__V1__ResolveRecipientsRequest) throws(WireError) {
    self.init(owner: unsafe try MessageDecoder.text(request.owner, "Owner"))
  }

  static func region(of request: Muster__V1__ResolveRecipientsRequest) -> ProtobufCBinaryData {
    unsafe request.region
  }

  static func write(
    _ output: [AccountID], to response: UnsafeMutablePointer<Muster__V1__ResolveRecipientsResponse>,
    _ encoder: MessageEncoder
  ) throws(WireError) {
    unsafe response.pointee.n_account_ids = output.count
    unsafe response.pointee.account_ids = try encoder.texts(output.map(\.description))
  }

  static func read(_ response: Muster__V1__ResolveRecipientsResponse) throws(WireError) -> [AccountID] {
    let texts = unsafe try MessageDecoder.texts(response.n_account_ids, response.account_ids, "account_ids")
    var ids: [AccountID] = []
    for text in texts {
      guard let id = AccountID(text) else { throw .badReply("account_ids holds \"\(text)\"") }
      ids.append(id)
    }
    return ids
  }
}
