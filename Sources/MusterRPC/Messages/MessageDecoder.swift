internal import CMusterProto
internal import TTRPC

/// Reads bytes as a C structure in an arena, and its fields as values of ours.
enum MessageDecoder {
  static func decode<C>(
    _ type: MessageType<C>, from bytes: UnsafeRawBufferPointer, in arena: Arena
  ) throws(WireError) -> C {
    guard let message = unsafe arena.unpack(type.descriptor, as: C.self, from: bytes),
      unsafe type.truths.isEmpty || TruthFields.areVarints(type.truths, in: bytes)
    else {
      if arena.refused { throw .tooLarge }
      throw unsafe .malformed(message: String(cString: type.descriptor.pointee.name))
    }
    return unsafe message.pointee
  }

  /// `name` is put together only for the field that is refused.
  static func text(_ field: ProtobufCBinaryData, _ name: @autoclosure () -> String) throws(WireError) -> String {
    guard let text = unsafe field.text() else { throw .badText(field: name()) }
    return text
  }

  static func texts(
    _ count: Int, _ fields: UnsafeMutablePointer<ProtobufCBinaryData>?, _ name: String
  ) throws(WireError) -> [String] {
    guard count > 0, let fields = unsafe fields else { return [] }
    var texts: [String] = []
    texts.reserveCapacity(count)
    for index in 0..<count { unsafe texts.append(try text(fields[index], "\(name)[\(index)]")) }
    return texts
  }

  static func list<C, Value>(
    _ count: Int, _ pointers: UnsafeMutablePointer<UnsafeMutablePointer<C>?>?, _ read: (C) throws(WireError) -> Value
  ) throws(WireError) -> [Value] {
    guard count > 0, let pointers = unsafe pointers else { return [] }
    var values: [Value] = []
    values.reserveCapacity(count)
    for index in 0..<count {
      guard let pointer = unsafe pointers[index] else { throw .malformed(message: "\(C.self)") }
      unsafe values.append(try read(pointer.pointee))
    }
    return values
  }
}
