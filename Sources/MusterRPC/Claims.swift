package import MusterModel
package import TTRPC

/// What a request says beside its message: claims, which the peer's grants must bear out. Metadata that is not
/// well-formed is refused by the key's name; keys that mean nothing to us are ignored.
struct Claims {
  /// The Region that the metadata names, if it does.
  private let region: Region?
  let requestID: String?

  init(_ metadata: Metadata) throws(CallError) {
    region = try metadata.claim(Contract.Key.region).map { name throws(CallError) in
      try Self.region(name, in: "Metadata \(Contract.Key.region)")
    }
    requestID = try metadata.claim(Contract.Key.requestID).map { id throws(CallError) in try Self.requestID(id) }
  }

  /// The Region that the request is about, if it says so: in the metadata, in a field of the message (empty:
  /// not), or the same in both.
  func region(agreeingWith field: String = "") throws(CallError) -> Region? {
    guard !field.isEmpty else { return region }
    let named = try Self.region(field, in: "Region")
    guard region == nil || region == named else {
      throw CallError(
        .invalidInput,
        "Region is \"\(field)\" and metadata \(Contract.Key.region) says otherwise; send one of them, or the same.")
    }
    return named
  }

  /// The account that the metadata names, if it does.
  static func account(in metadata: Metadata) throws(CallError) -> AccountID? {
    try metadata.claim(Contract.Key.account).map { text throws(CallError) in
      guard let account = AccountID(text) else {
        throw CallError(
          .invalidInput, "Metadata \(Contract.Key.account) is \"\(text.prefix(64))\"; it must be exactly 12 digits.")
      }
      return account
    }
  }

  /// Who acts, if somebody is named: in the metadata, in a field of the message (empty: not), or the same in both.
  static func account(_ claimed: AccountID?, agreeingWith field: String) throws(CallError) -> AccountID {
    guard !field.isEmpty else {
      guard let claimed else {
        throw CallError(
          .invalidInput,
          "Metadata \(Contract.Key.account) is missing; send the acting account's 12 digits in it, or in Account.")
      }
      return claimed
    }
    guard field.utf8.count <= MusterModel.Limits.idBytes else {
      throw CallError(.invalidInput, "Account has \(field.utf8.count) bytes; it must be exactly 12 digits.")
    }
    guard let named = AccountID(field) else {
      throw CallError(.invalidInput, "Account is \"\(field)\"; it must be exactly 12 digits.")
    }
    guard claimed == nil || claimed == named else {
      throw CallError(
        .invalidInput,
        "Account is \"\(field)\" and metadata \(Contract.Key.account) says otherwise; send one of them, or the same.")
    }
    return named
  }

  private static func region(_ name: String, in place: String) throws(CallError) -> Region {
    guard let region = Region(name) else {
      throw CallError(
        .invalidInput,
        "\(place) is \"\(name.prefix(64))\"; it must be 1 to \(MusterModel.Limits.regionBytes) characters of a-z, 0-9 "
          + "and -.")
    }
    return region
  }

  private static func requestID(_ id: String) throws(CallError) -> String {
    guard Contract.requestIDBytes.contains(id.utf8.count), id.utf8.allSatisfy({ (0x21...0x7E).contains($0) }) else {
      throw CallError(
        .invalidInput,
        "Metadata \(Contract.Key.requestID) is \"\(id.prefix(64))\"; it must be 1 to "
          + "\(Contract.requestIDBytes.upperBound) visible ASCII characters."
      )
    }
    return id
  }
}

extension Principal {
  /// Who asks, of what the transport knows of the peer and what the request claims.
  init(_ context: CallContext, defaultRegion: Region) throws(CallError) {
    guard let account = try Claims.account(in: context.metadata) else {
      throw CallError(
        .invalidInput, "Metadata \(Contract.Key.account) is missing; send the acting account's 12 digits in it.")
    }
    let claims = try Claims(context.metadata)
    self.init(
      peer: Peer(context.peer), account: account, region: try claims.region() ?? defaultRegion,
      requestID: claims.requestID)
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
