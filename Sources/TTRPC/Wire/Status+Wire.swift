internal import CMusterProto

extension Status {
  /// What Go answers a call whose time is up.
  static let deadlineExceeded = Status(code: .deadlineExceeded, message: "context deadline exceeded")

  /// What every ttrpc implementation says of a message that is too long.
  static func tooLong(_ length: Int, limit: Int) -> Status {
    Status(code: .resourceExhausted, message: "message length \(length) exceed maximum message size of \(limit)")
  }

  /// Reads a status that a peer sent. Text that is not UTF-8 is repaired: an error must not hide behind another.
  init(_ raw: UnsafePointer<Google__Rpc__Status>) {
    self.init(
      code: Code(rawValue: unsafe raw.pointee.code),
      message: unsafe String(decoding: raw.pointee.message.bytes, as: UTF8.self))
    for index in 0..<(unsafe raw.pointee.n_details) {
      guard let detail = unsafe raw.pointee.details[index] else { continue }
      details.append(
        Detail(
          typeURL: unsafe String(decoding: detail.pointee.type_url.bytes, as: UTF8.self),
          value: unsafe Array(detail.pointee.value.bytes)))
    }
  }

  /// The status as a C structure. Nil when it does not fit.
  func copy(to arena: Arena) -> UnsafeMutablePointer<Google__Rpc__Status>? {
    guard let raw = unsafe arena.take(Google__Rpc__Status.self) else { return nil }
    unsafe google__rpc__status__init(raw)
    guard let text = unsafe arena.copy(message), let list = unsafe copyDetails(to: arena) else { return nil }
    // An error must stay one at every peer: Rust's takes a code it does not know for OK.
    unsafe raw.pointee.code = (1...16).contains(code.rawValue) ? code.rawValue : Code.unknown.rawValue
    unsafe raw.pointee.message = text
    unsafe raw.pointee.n_details = details.count
    unsafe raw.pointee.details = list
    return unsafe raw
  }

  private func copyDetails(to arena: Arena) -> UnsafeMutablePointer<UnsafeMutablePointer<Google__Protobuf__Any>?>? {
    guard
      let list = unsafe arena.take(UnsafeMutablePointer<Google__Protobuf__Any>?.self, count: details.count),
      let values = unsafe arena.take(Google__Protobuf__Any.self, count: details.count)
    else { return nil }
    for (index, detail) in details.enumerated() {
      guard
        let typeURL = unsafe arena.copy(detail.typeURL),
        let bytes = unsafe detail.value.withUnsafeBytes({ unsafe arena.copy($0) })
      else { return nil }
      let value = unsafe values + index
      unsafe google__protobuf__any__init(value)
      unsafe value.pointee.type_url = typeURL
      unsafe value.pointee.value = bytes
      unsafe (list + index).initialize(to: value)
    }
    return unsafe list
  }
}
