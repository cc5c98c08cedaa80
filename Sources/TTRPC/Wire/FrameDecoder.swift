internal import NIOCore

/// Cuts the bytes of a connection into frames, however they arrive.
///
/// A frame that arrived whole is a slice of what was read, not a copy. Of one that did not, only that frame's own bytes
/// are copied together. What is too long is reported at once and then skipped in constant memory.
struct FrameDecoder {
  enum Event: Equatable {
    case frame(FrameHeader, ByteBuffer)
    /// The data is longer than allowed. It will be skipped; the stream has to be told.
    case oversize(FrameHeader)
    /// The first byte is not 0, as it is in every frame. Where the next frame begins cannot be known: nothing follows.
    case garbage(firstByte: UInt8)
  }

  private enum State {
    case framing
    case skipping(Int)
    case failed
  }

  /// The most data of a frame, in bytes.
  let limit: Int
  private var state: State = .framing
  /// The beginning of a frame whose end has not arrived.
  private var begun = ByteBuffer()
  /// What was read and not looked at.
  private var arrived = ByteBuffer()

  init(limit: Int = Limits.frameBytes) {
    precondition(
      (0...Limits.frameBytesCeiling).contains(limit),
      "the frame limit is \(limit) bytes; choose at most \(Limits.frameBytesCeiling), the most the wire can carry")
    self.limit = limit
  }

  /// Whether the input so far ends inside a frame. Meaningful once ``next()`` has returned nil.
  var isInsideFrame: Bool {
    if case .skipping = state { return true }
    return begun.readableBytes > 0
  }

  /// Whether bytes wait for ``next()``.
  var hasUndecoded: Bool { arrived.readableBytes > 0 }

  /// The bytes that are kept until more arrive, or until they are looked at.
  var heldBytes: Int { begun.readableBytes + arrived.readableBytes }

  mutating func append(_ bytes: ByteBuffer) {
    if arrived.readableBytes == 0 {
      arrived = bytes
    } else {
      // Only while decoding was paused.
      arrived.discardReadBytes()
      arrived.writeImmutableBuffer(bytes)
    }
  }

  /// The next thing that arrived whole, or nil.
  mutating func next() -> Event? {
    if case .skipping(let left) = state { skip(left) }
    guard case .framing = state else {
      arrived = ByteBuffer()
      return nil
    }
    return begun.readableBytes == 0 ? nextFromArrived() : nextFromBegun()
  }

  private mutating func nextFromArrived() -> Event? {
    guard let header = arrived.peekFrameHeader() else {
      take(Limits.headerBytes)
      return nil
    }
    if let failure = check(header) {
      arrived.moveReaderIndex(forwardBy: Limits.headerBytes)
      return failure
    }
    guard arrived.readableBytes >= Limits.headerBytes + header.length else {
      take(Limits.headerBytes + header.length)
      return nil
    }
    arrived.moveReaderIndex(forwardBy: Limits.headerBytes)
    return arrived.readSlice(length: header.length).map { .frame(header, $0) }
  }

  private mutating func nextFromBegun() -> Event? {
    take(Limits.headerBytes)
    guard let header = begun.peekFrameHeader() else { return nil }
    if let failure = check(header) {
      begun = ByteBuffer()
      return failure
    }
    take(Limits.headerBytes + header.length)
    begun.moveReaderIndex(forwardBy: Limits.headerBytes)
    guard let body = begun.readSlice(length: header.length) else {
      begun.moveReaderIndex(to: begun.readerIndex - Limits.headerBytes)
      return nil
    }
    begun = ByteBuffer()
    return .frame(header, body)
  }

  /// Moves bytes that arrived to `begun` until it holds `count`, or none are left.
  private mutating func take(_ count: Int) {
    let missing = min(max(count - begun.readableBytes, 0), arrived.readableBytes)
    if var bytes = arrived.readSlice(length: missing) { begun.writeBuffer(&bytes) }
    // Let go of the large buffer that was read into.
    if arrived.readableBytes == 0 { arrived = ByteBuffer() }
  }

  private mutating func check(_ header: FrameHeader) -> Event? {
    if header.length > Limits.frameBytesCeiling {
      state = .failed
      return .garbage(firstByte: UInt8(truncatingIfNeeded: header.length >> 24))
    }
    guard header.length > limit else { return nil }
    state = .skipping(header.length)
    return .oversize(header)
  }

  private mutating func skip(_ left: Int) {
    let here = min(left, arrived.readableBytes)
    arrived.moveReaderIndex(forwardBy: here)
    state = here == left ? .framing : .skipping(left - here)
    if arrived.readableBytes == 0 { arrived = ByteBuffer() }
  }
}
