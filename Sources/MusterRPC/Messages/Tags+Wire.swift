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
  /// A key that is sent twice keeps its later value, as a map field does.
  static func tags(
    _ count: Int, _ pointers: UnsafeMutablePointer<UnsafeMutablePointer<Muster__V1__Tag>?>?
  ) throws(WireError) -> [String: String] {
    let pairs = unsafe try list(count, pointers) { tag throws(WireError) in
      unsafe (try text(tag.key, "Tags key"), try text(tag.value, "Tags value"))
    }
    return Dictionary(pairs, uniquingKeysWith: { $1 })
  }
}
