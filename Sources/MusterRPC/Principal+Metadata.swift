package import MusterModel
package import TTRPC

extension Principal {
  /// Who asks, of what the transport knows of the peer and what the request says beside its message. Metadata
  /// that is not well-formed is refused by the key's name; keys that mean nothing to us are ignored.
  init(_ context: CallContext, defaultRegion: Region) throws(CallError) {
    guard let text = context.metadata[Contract.Key.account] else {
      throw CallError(
        .invalidInput, "Metadata \(Contract.Key.account) is missing; send the acting account's 12 digits in it.")
    }
    guard let account = AccountID(text) else {
      throw CallError(
        .invalidInput, "Metadata \(Contract.Key.account) is \"\(text.prefix(64))\"; it must be exactly 12 digits.")
    }
    var region = defaultRegion
    if let name = context.metadata[Contract.Key.region] {
      guard let named = Region(name) else {
        throw CallError(
          .invalidInput,
          "Metadata \(Contract.Key.region) is \"\(name.prefix(64))\"; it must be 1 to \(MusterModel.Limits.regionBytes) "
            + "characters of a-z, 0-9 and -.")
      }
      region = named
    }
    self.init(
      peer: Peer(context.peer), account: account, region: region, requestID: try Self.requestID(context.metadata))
  }

  private static func requestID(_ metadata: Metadata) throws(CallError) -> String? {
    guard let id = metadata[Contract.Key.requestID] else { return nil }
    guard Contract.requestIDBytes.contains(id.utf8.count), id.utf8.allSatisfy({ (0x21...0x7E).contains($0) }) else {
      throw CallError(
        .invalidInput,
        "Metadata \(Contract.Key.requestID) must be 1 to \(Contract.requestIDBytes.upperBound) visible ASCII characters."
      )
    }
    return id
  }
}

extension Metadata {
  /// What a client sends so that the daemon reads the same principal.
  package init(account: AccountID?, region: Region?, requestID: String? = nil) {
    self.init()
    if let account { append(Contract.Key.account, account.description) }
    if let region { append(Contract.Key.region, region.name) }
    if let requestID { append(Contract.Key.requestID, requestID) }
  }
}
