internal import CMusterProto
internal import MusterModel
internal import TTRPC

/// Builds C structures in an arena, which are valid until it is reset.
struct MessageEncoder {
  let arena: Arena

  /// Encodes one message, filled by `fill`.
  func encode<C>(
    _ type: MessageType<C>, _ fill: (UnsafeMutablePointer<C>) throws(WireError) -> Void
  ) throws(WireError) -> UnsafeRawBufferPointer {
    let message = unsafe try make(type, fill)
    let base = unsafe UnsafeRawPointer(message).assumingMemoryBound(to: ProtobufCMessage.self)
    guard let bytes = unsafe arena.pack(base) else { throw .tooLarge }
    return unsafe bytes
  }

  /// A message with its defaults set and then filled by `fill`.
  func make<C>(
    _ type: MessageType<C>, _ fill: (UnsafeMutablePointer<C>) throws(WireError) -> Void
  ) throws(WireError) -> UnsafeMutablePointer<C> {
    guard let message = unsafe arena.take(C.self) else { throw .tooLarge }
    unsafe type.setDefaults(message)
    unsafe try fill(message)
    return unsafe message
  }

  func text(_ text: String) throws(WireError) -> ProtobufCBinaryData {
    guard let field = unsafe arena.copy(text) else { throw .tooLarge }
    return unsafe field
  }

  /// An account's digits, which never become text on their way.
  func account(_ id: AccountID) throws(WireError) -> ProtobufCBinaryData {
    guard let start = unsafe arena.take(UInt8.self, count: AccountID.digits) else { throw .tooLarge }
    unsafe id.writeDigits(to: UnsafeMutableBufferPointer(start: start, count: AccountID.digits))
    return unsafe ProtobufCBinaryData(len: AccountID.digits, data: start)
  }

  func texts(_ texts: [String]) throws(WireError) -> UnsafeMutablePointer<ProtobufCBinaryData>? {
    guard let fields = unsafe arena.take(ProtobufCBinaryData.self, count: texts.count) else { throw .tooLarge }
    for (index, text) in texts.enumerated() {
      unsafe (fields + index).initialize(to: try self.text(text))
    }
    return unsafe fields
  }

  /// The array of pointers that a repeated message field is.
  func list<C>(
    _ count: Int, _ element: (Int) throws(WireError) -> UnsafeMutablePointer<C>
  ) throws(WireError) -> UnsafeMutablePointer<UnsafeMutablePointer<C>?>? {
    guard let pointers = unsafe arena.take(UnsafeMutablePointer<C>?.self, count: count) else { throw .tooLarge }
    for index in 0..<count {
      let pointer = unsafe try element(index)
      unsafe (pointers + index).initialize(to: pointer)
    }
    return unsafe pointers
  }
}
