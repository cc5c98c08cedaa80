internal import CMusterProto
internal import MusterModel

extension UnprocessedAccount {
  private static let type = unsafe MessageType(muster__v1__unprocessed_account__init)

  func make(_ encoder: MessageEncoder) throws(WireError) -> UnsafeMutablePointer<Muster__V1__UnprocessedAccount> {
    unsafe try encoder.make(Self.type) { message throws(WireError) in
      unsafe message.pointee.account_id = try encoder.text(accountID)
      unsafe message.pointee.processing_result = try encoder.text(processingResult)
    }
  }

  init(reading message: Muster__V1__UnprocessedAccount) throws(WireError) {
    self.init(
      accountID: unsafe try MessageDecoder.text(message.account_id, "account_id"),
      processingResult: unsafe try MessageDecoder.text(message.processing_result, "processing_result"))
  }
}

extension MessageEncoder {
  func list(_ accounts: [UnprocessedAccount]) throws(WireError) -> UnsafeMutablePointer<
    UnsafeMutablePointer<Muster__V1__UnprocessedAccount>?
  >? {
    unsafe try list(accounts.count) { index throws(WireError) in unsafe try accounts[index].make(self) }
  }
}

extension MessageDecoder {
  static func unprocessed(
    _ count: Int, _ pointers: UnsafeMutablePointer<UnsafeMutablePointer<Muster__V1__UnprocessedAccount>?>?
  ) throws(WireError) -> [UnprocessedAccount] {
    unsafe try list(count, pointers) { message throws(WireError) in unsafe try UnprocessedAccount(reading: message) }
  }
}
