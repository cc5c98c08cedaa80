/// A protobuf message put together by hand, so that it can say what no encoder of ours would.
struct Message: Sendable {
  enum Value: Sendable {
    case varint(Int64)
    case bytes([UInt8])
    case message(Message)
    /// What the wire has from the tag on, whatever the field.
    case raw([UInt8])
  }

  private(set) var fields: [(number: Int, value: Value)] = []

  func adding(_ number: Int, _ value: Value) -> Message {
    var message = self
    message.fields.append((number, value))
    return message
  }

  func varint(_ number: Int, _ value: Int64) -> Message { adding(number, .varint(value)) }
  func text(_ number: Int, _ text: String) -> Message { adding(number, .bytes(Array(text.utf8))) }
  func texts(_ number: Int, _ texts: [String]) -> Message { texts.reduce(self) { $0.text(number, $1) } }
  func message(_ number: Int, _ message: Message) -> Message { adding(number, .message(message)) }

  /// The same without a field.
  func without(_ number: Int) -> Message {
    var message = self
    message.fields.removeAll { $0.number == number }
    return message
  }

  /// The same with this alone in a field, which may lie in the message of another: `[2, 1]`.
  func replacing(_ path: ArraySlice<Int>, with value: Value) -> Message {
    guard let number = path.first else { return self }
    guard path.count > 1 else { return without(number).adding(number, value) }
    let inner = fields.lazy.compactMap { field -> Message? in
      if field.number == number, case .message(let inner) = field.value { inner } else { nil }
    }.first
    return without(number).message(number, (inner ?? Message()).replacing(path.dropFirst(), with: value))
  }

  var encoded: [UInt8] {
    fields.reduce(into: []) { bytes, field in
      switch field.value {
      case .varint(let value):
        bytes += Self.varint(UInt64(field.number) << 3) + Self.varint(UInt64(bitPattern: value))
      case .bytes(let content): Self.append(content, field.number, to: &bytes)
      case .message(let inner): Self.append(inner.encoded, field.number, to: &bytes)
      case .raw(let content): bytes += content
      }
    }
  }

  private static func append(_ content: [UInt8], _ number: Int, to bytes: inout [UInt8]) {
    bytes += varint(UInt64(number) << 3 | 2) + varint(UInt64(content.count))
    bytes += content
  }

  private static func varint(_ value: UInt64) -> [UInt8] {
    value < 0x80 ? [UInt8(value)] : [UInt8(truncatingIfNeeded: value) | 0x80] + varint(value >> 7)
  }
}

/// A message as it came, field by field.
struct ReadMessage {
  private(set) var texts: [(number: Int, bytes: ArraySlice<UInt8>)] = []
  private(set) var varints: [(number: Int, value: UInt64)] = []

  /// Nil when the bytes are none of the messages that Muster sends.
  init?(_ bytes: some Collection<UInt8>) {
    var rest = ArraySlice(Array(bytes))
    while !rest.isEmpty {
      guard let tag = rest.popVarint(), let value = rest.popVarint() else { return nil }
      switch tag & 7 {
      case 0: varints.append((Int(tag >> 3), value))
      case 2:
        guard let count = Int(exactly: value), count <= rest.count else { return nil }
        texts.append((Int(tag >> 3), rest.prefix(count)))
        rest = rest.dropFirst(count)
      default: return nil
      }
    }
  }

  func messages(_ number: Int) -> [ReadMessage] {
    texts.filter { $0.number == number }.compactMap { ReadMessage($0.bytes) }
  }

  func text(_ number: Int) -> String {
    texts.last { $0.number == number }.map { String(decoding: $0.bytes, as: UTF8.self) } ?? ""
  }
}

extension ArraySlice<UInt8> {
  fileprivate mutating func popVarint() -> UInt64? {
    var value: UInt64 = 0
    for shift in stride(from: 0, to: 64, by: 7) {
      guard let byte = popFirst() else { return nil }
      value |= UInt64(byte & 0x7F) << UInt64(shift)
      if byte < 0x80 { return value }
    }
    return nil
  }
}
