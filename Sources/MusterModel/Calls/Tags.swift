/// The rules of a hub's tags (spec 2.1, TagMap).
enum Tags {
  /// The pattern of the service's model, `^arn:aws:securityhub:.*`.
  static func check(resourceARN: String) throws(CallError) {
    try Shape.check(resourceARN, field: "ResourceArn", limit: Limits.arnBytes)
    guard resourceARN.hasPrefix("arn:aws:securityhub:") else {
      throw .invalid("ResourceArn is \"\(resourceARN)\"; it must begin with arn:aws:securityhub:.")
    }
  }

  /// The hub that an ARN names, if it is the caller's own and enabled.
  static func tagged(_ hub: HubRow?, named arn: String, by principal: Principal) throws(CallError) -> HubRow {
    guard let hub, principal.tenant.hubARN == arn else {
      throw CallError(
        .resourceNotFound,
        "Resource \(arn) does not exist; account \(principal.account) can tag its own hub, \(principal.tenant.hubARN).")
    }
    return hub
  }

  static func change(
    _ arn: String, on draft: Draft, for principal: Principal, _ body: (inout [String: String]) -> Void
  ) throws(CallError) -> Decision<Done> {
    let account = principal.account
    let old = try tagged(draft.hub(account), named: arn, by: principal)
    var hub = old
    body(&hub.tags)
    guard !hub.tags.isIdentical(to: old.tags) else { return Decision(Done()) }
    guard hub.tags.count <= Limits.tags else {
      throw .invalid(
        "Tags would give the hub \(hub.tags.count) tags and it can have \(Limits.tags); remove some first.")
    }
    return Decision(Done(), changes: [.hub(account, hub)], expecting: [draft.unchanged(.hub(account))])
  }

  static func check(_ tags: [String: String]) throws(CallError) {
    guard tags.count <= Limits.tags else {
      throw .invalid("Tags has \(tags.count) entries; a hub can have \(Limits.tags).")
    }
    for (key, value) in tags {
      try check(key: key, of: "Tags")
      guard value.unicodeScalars.count <= Limits.tagValueCharacters else {
        throw .invalid(
          "The value of Tags key \"\(key)\" has \(value.unicodeScalars.count) characters; at most "
            + "\(Limits.tagValueCharacters) are allowed.")
      }
    }
  }

  static func check(key: String, of field: String) throws(CallError) {
    guard (1...Limits.tagKeyCharacters).contains(key.unicodeScalars.count) else {
      // By scalars: as many as there are can be one character to Swift.
      let shown = String(String.UnicodeScalarView(key.unicodeScalars.prefix(64)))
      throw .invalid(
        "\(field) key \"\(shown)\" has \(key.unicodeScalars.count) characters; 1 to "
          + "\(Limits.tagKeyCharacters) are allowed.")
    }
    guard key.unicodeScalars.allSatisfy(allows), !key.hasPrefix("aws:") else {
      throw .invalid(
        "\(field) key \"\(key)\" is not allowed; use letters, digits and + , - . / : ; < = _ and do not begin with aws:."
      )
    }
  }

  /// The model's class is `[a-zA-Z+-=._:/]`, in which `+-=` is a range.
  private static func allows(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar {
    case "a"..."z", "A"..."Z", "+"..."=", "_": true
    default: false
    }
  }
}

extension [String: String] {
  /// Whether keys and values are the same byte for byte. Swift takes two spellings of a character for equal, and a
  /// value that changes from the one to the other has changed.
  fileprivate func isIdentical(to other: [String: String]) -> Bool {
    count == other.count
      && allSatisfy { key, value in other[key].map { $0.utf8.elementsEqual(value.utf8) } ?? false }
  }
}
