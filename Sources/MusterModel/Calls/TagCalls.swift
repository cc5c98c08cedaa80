// The tags of the caller's hub (spec 4.10). These calls need no enabled hub to be asked, but a hub that is not there
// is not found.

/// Adds tags to the caller's hub; of a key that it has already, the new value counts.
public struct TagResource: WriteCall {
  public typealias Output = Done

  public static let operation = Operation.tagResource

  public var resourceARN: String
  /// 1 to 50.
  public var tags: [String: String]

  public init(_ resourceARN: String, tags: [String: String]) {
    self.resourceARN = resourceARN
    self.tags = tags
  }

  public func checkShape() throws(CallError) {
    try Tags.check(resourceARN: resourceARN)
    guard !tags.isEmpty else { throw .invalid("Tags is empty; send 1 to \(Limits.tags) tags.") }
    try Tags.check(tags)
  }

  public func rows(for principal: Principal) -> [RowKey] { [.hub(principal.account)] }

  public func decide(
    on draft: Draft, for principal: Principal, at now: Timestamp, ids: inout some RandomNumberGenerator
  ) throws(CallError) -> Decision<Output> {
    try Tags.change(resourceARN, on: draft, for: principal) { $0.merge(tags) { $1 } }
  }
}

/// Removes tags from the caller's hub; keys that it does not have are ignored.
public struct UntagResource: WriteCall {
  public typealias Output = Done

  public static let operation = Operation.untagResource

  public var resourceARN: String
  /// 1 to 50.
  public var tagKeys: [String]

  public init(_ resourceARN: String, tagKeys: [String]) {
    self.resourceARN = resourceARN
    self.tagKeys = tagKeys
  }

  public func checkShape() throws(CallError) {
    try Tags.check(resourceARN: resourceARN)
    guard (1...Limits.tags).contains(tagKeys.count) else {
      throw .invalid("TagKeys has \(tagKeys.count) entries; send 1 to \(Limits.tags).")
    }
    for key in tagKeys { try Tags.check(key: key, of: "TagKeys") }
  }

  public func rows(for principal: Principal) -> [RowKey] { [.hub(principal.account)] }

  public func decide(
    on draft: Draft, for principal: Principal, at now: Timestamp, ids: inout some RandomNumberGenerator
  ) throws(CallError) -> Decision<Output> {
    try Tags.change(resourceARN, on: draft, for: principal) { tags in
      for key in tagKeys { tags[key] = nil }
    }
  }
}

/// The tags of the caller's hub.
public struct ListTagsForResource: ReadCall {
  public typealias Output = [String: String]

  public static let operation = Operation.listTagsForResource

  public var resourceARN: String

  public init(_ resourceARN: String) { self.resourceARN = resourceARN }

  public func checkShape() throws(CallError) { try Tags.check(resourceARN: resourceARN) }

  public func parts(for principal: Principal) -> [ViewPart] { [.head(principal.account)] }

  public func answer(
    from views: some Views, for principal: Principal, pages: some PageTokens
  ) throws(CallError) -> Output {
    let hub = views.head(of: principal.account).hub?.content
    return try Tags.tagged(hub, named: resourceARN, by: principal).tags
  }
}
