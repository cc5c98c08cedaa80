package import CMusterProto
internal import Glibc

extension ProtobufCBinaryData {
  /// The field's bytes, where they lie.
  package var bytes: UnsafeRawBufferPointer {
    unsafe UnsafeRawBufferPointer(start: data, count: len)
  }

  /// The field as text: proto3 strings are declared as bytes in our C, so that a NUL cannot cut one short.
  ///
  /// - Parameter limit: the most bytes that are accepted.
  /// - Returns: nil when the bytes are not valid UTF-8, hold a NUL, or are too many.
  package func text(limit: Int = .max) -> String? {
    guard unsafe len > 0 else { return "" }
    guard unsafe len <= limit, let start = unsafe data, unsafe memchr(start, 0, len) == nil else { return nil }
    // Not `String(validating:as:)`, which looks up what UTF-8 is at every call.
    let bytes = unsafe Span(_unsafeElements: UnsafeBufferPointer(start: start, count: len))
    guard let text = try? UTF8Span(validating: bytes) else { return nil }
    return String(copying: text)
  }
}

extension Arena {
  /// A copy of some text, as a field of a message to be encoded. Nil when it does not fit.
  package func copy(_ text: String) -> ProtobufCBinaryData? {
    var text = text
    return text.withUTF8 { unsafe copy(UnsafeRawBufferPointer($0)) }
  }

  /// A copy of some bytes, as a field of a message to be encoded. Nil when it does not fit.
  package func copy(_ bytes: UnsafeRawBufferPointer) -> ProtobufCBinaryData? {
    guard let start = unsafe take(UInt8.self, count: bytes.count) else { return nil }
    unsafe UnsafeMutableRawBufferPointer(start: start, count: bytes.count).copyMemory(from: bytes)
    return unsafe ProtobufCBinaryData(len: bytes.count, data: start)
  }
}
