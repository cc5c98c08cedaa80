/// Tells the replies in the bytes of one connection, however they are cut. Copies nothing of an answer: it is known by
/// its header and the first byte of its body.
package struct ReplyReader: Sendable {
  /// What a server sends back.
  package enum Form: Hashable, Sendable {
    /// A `Response` frame that holds an answer, or says what went wrong.
    case response
    /// A frame of this type, whatever it holds.
    case frame(type: UInt8)

    var type: UInt8 {
      switch self {
      case .response: 2
      case .frame(let type): type
      }
    }
  }

  package enum Reply: Hashable, Sendable {
    /// A body of so many bytes, with an answer.
    case answered(stream: UInt32, bytes: Int)
    /// A body that begins with something else, in all likelihood an error.
    case other(stream: UInt32, body: [UInt8])
  }

  /// Where the next byte belongs.
  private enum State: Sendable {
    /// Can transition to any. The header so far is kept.
    case header
    /// Of an answer: its body follows, and nobody looks at it. Can transition to `header`.
    case skipping(stream: UInt32, bytes: Int, left: Int)
    /// Of anything else: its body is kept. Can transition to `header`.
    case keeping(stream: UInt32, left: Int)
  }

  private let form: Form
  private var state = State.header
  /// Of a frame that came in pieces: its header, and the first byte of its body.
  private var header: [UInt8] = []
  private var body: [UInt8] = []

  package init(_ form: Form) {
    self.form = form
    header.reserveCapacity(Self.told)
  }

  /// The next reply that these bytes complete, from `offset` on, which moves behind what was used. Nil when they are used
  /// up. Fails on what no server sends that answers calls.
  package mutating func next(in bytes: Span<UInt8>, from offset: inout Int) throws(LoadError) -> Reply? {
    if case .header = state, header.isEmpty, bytes.count - offset >= Self.headerBytes {
      let length = Self.bigEndian(bytes, offset)
      let end = offset + Self.headerBytes + length
      // The usual case: an answer that is here as a whole.
      if end <= bytes.count, bytes[offset + 8] == form.type,
        length == 0 || form != .response || bytes[offset + Self.headerBytes] == Self.payloadTag
      {
        let stream = UInt32(truncatingIfNeeded: Self.bigEndian(bytes, offset + 4))
        offset = end
        return .answered(stream: stream, bytes: length)
      }
    }
    while offset < bytes.count {
      if let reply = try step(bytes, &offset) { return reply }
    }
    return nil
  }

  private mutating func step(_ bytes: Span<UInt8>, _ offset: inout Int) throws(LoadError) -> Reply? {
    switch state {
    case .header:
      header.append(bytes[offset])
      offset += 1
      return try headerGrew()
    case .skipping(let stream, let all, let left):
      let taken = min(left, bytes.count - offset)
      offset += taken
      return go(on: .skipping(stream: stream, bytes: all, left: left - taken))
    case .keeping(let stream, let left):
      let taken = min(left, bytes.count - offset)
      for index in offset..<offset + taken { body.append(bytes[index]) }
      offset += taken
      return go(on: .keeping(stream: stream, left: left - taken))
    }
  }

  /// The header is done with one byte of the body, or with none where there is none.
  private mutating func headerGrew() throws(LoadError) -> Reply? {
    guard header.count >= Self.headerBytes else { return nil }
    let length = Self.bigEndian(header.span, 0)
    let stream = UInt32(truncatingIfNeeded: Self.bigEndian(header.span, 4))
    guard header[0] == 0 else { throw .broken("a frame of \(length) bytes came back") }
    guard header[8] == form.type else { throw .broken("a frame of type \(header[8]) came back, not \(form.type)") }
    guard header.count == Self.told || length == 0 else { return nil }
    let first = header.count == Self.told ? header[Self.headerBytes] : nil
    header.removeAll(keepingCapacity: true)
    guard let first, form == .response, first != Self.payloadTag else {
      return go(on: .skipping(stream: stream, bytes: length, left: max(0, length - 1)))
    }
    body = [first]
    return go(on: .keeping(stream: stream, left: length - 1))
  }

  /// The reply, when nothing of it is left.
  private mutating func go(on next: State) -> Reply? {
    switch next {
    case .skipping(let stream, let bytes, 0):
      state = .header
      return .answered(stream: stream, bytes: bytes)
    case .keeping(let stream, 0):
      state = .header
      return .other(stream: stream, body: body)
    default:
      state = next
      return nil
    }
  }

  private static func bigEndian(_ bytes: Span<UInt8>, _ at: Int) -> Int {
    Int(bytes[at]) << 24 | Int(bytes[at + 1]) << 16 | Int(bytes[at + 2]) << 8 | Int(bytes[at + 3])
  }

  private static let headerBytes = 10
  /// With so many bytes a frame is told: its header, and the first byte of its body.
  private static let told = headerBytes + 1
  /// `Response.payload`, field 2. An error is field 1, and comes first.
  private static let payloadTag: UInt8 = 0x12
}
