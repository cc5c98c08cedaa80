internal import CMusterProto

private let tag = unsafe MessageType(muster__v1__tag__init)

extension MessageEncoder {
  /// Tags in the order of their keys, so that the same tags are the same bytes.
  func list(_ tags: [String: String]) throws(WireError) -> UnsafeMutablePointer<
    UnsafeMutablePointer<Muster__V1__Tag>?
  >? {
    let tags = tags.sorted { $0.key < $1.key }
    return unsafe try list(tags.count) { index throws(WireError) in
      unsafe try make(tag) { message throws(WireError) in
        unsafe message.pointee.key = unsafe try text(tags[index].key)
        unsafe message.pointee.value = unsafe try text(tags[index].value)
      }
    }
  }
}

extension MessageDecoder {
  /// A key that is sent twice is refused: of two values nobody can tell which one was meant.
  static func tags(
    _ count: Int, _ pointers: UnsafeMutablePointer<UnsafeMutablePointer<Muster__V1__Tag>?>?
  ) throws(WireError) -> [String: String] {
    var tags: [String: String] = [:]
    _ = unsafe try list(count, pointers) { tag throws(WireError) in
      let key = unsafe try text(tag.key, "Tags[\(tags.count)].Key")
      let value = unsafe try text(tag.value, "Tags[\(tags.count)].Value")
      guard tags.updateValue(value, forKey: key) == nil else {
        throw .repeated(field: "Tags", key: key)
      }
    }
    return tags
  }
}
