/// Decides what a server makes of the client's frames on one stream. Does nothing itself.
struct ServerStreamStateMachine: Equatable {
  private enum State {
    /// The client may send messages. Can transition to:
    /// - `inputEnded` if it sends its last
    /// - `answered` if the stream ends
    case open
    /// The client has sent its last message. Can transition to:
    /// - `answered` if the stream ends
    case inputEnded
    /// The last frame for the client is written, or bound to be. The end.
    case answered
  }

  private var state: State
  let kind: StreamKind

  struct Opening: Equatable {
    /// The request's payload is a message.
    var hasMessage: Bool
    /// No message follows.
    var endsInput: Bool
  }

  /// - Parameters:
  ///   - kind: what the method was registered as. That decides, as it does for Go; the client's flags only tell when a
  ///     client that could send messages will not.
  ///   - flags: of the request.
  ///   - hasPayload: whether the request's payload is not empty.
  init(kind: StreamKind, flags: FrameFlags, hasPayload: Bool) {
    self.kind = kind
    let endsInput = !kind.clientStreams || flags.contains(.remoteClosed) || flags.isEmpty
    state = endsInput ? .inputEnded : .open
    // The one message of a server-streaming call may be empty; of the others, an empty payload is none.
    opening = Opening(hasMessage: hasPayload || !kind.clientStreams, endsInput: endsInput)
  }

  /// What to do with the request.
  let opening: Opening

  enum DataAction: Equatable {
    /// Give the message to the method; `last` when it is the last.
    case message(last: Bool)
    /// Tell the method that there are no more.
    case endInput
    case ignore
    /// End the stream with this error.
    case fail(Status)
  }

  /// A data frame arrived.
  mutating func received(_ flags: FrameFlags) -> DataAction {
    let isLast = flags.contains(.remoteClosed)
    switch state {
    case .open:
      if isLast { state = .inputEnded }
      // Bytes of a frame that says it has none are nothing, as they are for Go.
      if flags.contains(.noData) { return isLast ? .endInput : .ignore }
      return .message(last: isLast)
    case .inputEnded:
      if flags.contains(.noData) { return .ignore }
      state = .answered
      return .fail(.streamInputEnded)
    case .answered:
      return .ignore
    }
  }

  /// The client will send nothing more on the whole connection. Returns whether a message was still possible.
  mutating func inputLost() -> Bool {
    guard state == .open else { return false }
    state = .inputEnded
    return true
  }

  /// The stream ends for the client.
  mutating func end() {
    state = .answered
  }
}

extension Status {
  /// Go's words.
  static let streamInputEnded = Status(
    code: .invalidArgument, message: "data handling error: ttrpc: stream closed")

  /// What a method is told that goes on after its client is gone.
  static let streamCancelled = Status(code: .cancelled, message: "the stream was cancelled, or its client is gone")

  /// What the client of an endless stream is told when the server shuts down.
  static let streamShutDown = Status(
    code: .unavailable, message: "the server is shutting down; open the stream again on a new connection")

  /// A message was sent after the last.
  static let streamOutputEnded = Status(
    code: .failedPrecondition, message: "the stream has been ended; send every message before")

  static func streamsUnread(_ limit: Int) -> Status {
    Status(
      code: .resourceExhausted,
      message: "the streams of the connection hold more than \(limit) bytes that were not consumed, the most that are "
        + "kept, and this one holds most of them; consume them faster, or send fewer ahead")
  }

  static func streamUnread(_ bound: StreamBound) -> Status {
    Status(
      code: .resourceExhausted,
      message: "\(bound.messages) messages or \(bound.bytes) bytes of the stream were not consumed, the most that are "
        + "kept; consume them faster, or send fewer ahead")
  }
}
