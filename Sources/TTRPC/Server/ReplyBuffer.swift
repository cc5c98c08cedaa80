internal import CMusterProto
internal import NIOCore

/// The replies of a connection that have not been handed to its channel.
struct ReplyBuffer {
  private var bytes = ByteBuffer()
  /// What the last batch took: the next one begins with as much.
  private var usual = 256
  /// The most data of a frame, in bytes.
  let limit: Int

  init(limit: Int) {
    self.limit = limit
  }

  var count: Int { bytes.readableBytes }

  /// Takes out what was appended.
  mutating func take() -> ByteBuffer {
    let taken = bytes
    usual = min(max(taken.readableBytes, 256), Limits.writeBytes)
    bytes = ByteBuffer()
    return taken
  }

  /// Appends the reply to one call, encoded once, behind its header. A reply that is too long becomes an error.
  mutating func append(_ reply: Reply, to id: StreamID, arena: Arena) {
    if bytes.capacity == 0 { bytes = ByteBufferAllocator().buffer(capacity: usual) }
    switch reply {
    case .payload(let payload):
      unsafe append(payload, to: id, arena: arena)
    case .buffer(let payload):
      unsafe payload.withUnsafeReadableBytes { unsafe append($0, to: id, arena: arena) }
    case .failure(let status):
      append(status, to: id, arena: arena)
    }
  }

  /// Appends a message of a stream.
  mutating func append(message: ByteBuffer, to id: StreamID) {
    bytes.writeFrameHeader(FrameHeader(length: message.readableBytes, streamID: id, type: .data))
    bytes.writeImmutableBuffer(message)
  }

  /// Tells the client what was read of a stream since the last time; without that, that what it has not read is counted.
  mutating func appendCredit(_ read: StreamBound? = nil, to id: StreamID) {
    bytes.writeCredit(read, to: id)
  }

  /// Tells the client what is kept unread of a stream.
  mutating func append(_ window: StreamCredit.Window, to id: StreamID) {
    bytes.writeWindow(window, to: id)
  }

  /// Appends the end of a stream's messages: always a frame of its own, the only form that every peer takes.
  mutating func appendClose(of id: StreamID) {
    bytes.writeFrameHeader(FrameHeader(length: 0, streamID: id, type: .data, flags: [.remoteClosed, .noData]))
  }

  private mutating func append(_ payload: UnsafeRawBufferPointer, to id: StreamID, arena: Arena) {
    var response = unsafe Ttrpc__Response()
    unsafe ttrpc__response__init(&response)
    // libprotobuf-c declares what it only reads as mutable.
    unsafe response.payload = ProtobufCBinaryData(
      len: payload.count, data: UnsafeMutablePointer(mutating: payload.baseAddress?.assumingMemoryBound(to: UInt8.self))
    )
    if let size = unsafe write(&response, to: id) { append(.tooLong(size, limit: limit), to: id, arena: arena) }
  }

  private mutating func append(_ status: Status, to id: StreamID, arena: Arena) {
    // Nothing that the method left in the arena is needed for an error, and it may have filled it.
    arena.reset()
    var response = unsafe Ttrpc__Response()
    unsafe ttrpc__response__init(&response)
    unsafe response.status = status.copy(to: arena)
    if unsafe response.status != nil, unsafe write(&response, to: id) == nil { return }
    // Only an error with megabytes of text or details comes here, and this one has neither.
    append(Status(code: status.code, message: "the error is too long to send"), to: id, arena: arena)
  }

  private mutating func write(_ response: UnsafeMutablePointer<Ttrpc__Response>, to id: StreamID) -> Int? {
    unsafe bytes.writeFrame(base(of: response), type: .response, streamID: id, limit: limit)
  }
}
