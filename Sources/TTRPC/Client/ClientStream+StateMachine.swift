/// Decides what a client may send on one stream, and what it makes of the server's frames. Does nothing itself.
struct ClientStreamStateMachine: Equatable {
  private enum State {
    /// The request is sent, and messages may follow. Can transition to:
    /// - `outputEnded` if we say that no more follow
    /// - `finished` if the server sends its last, or nobody waits for it any more
    case open
    /// We send nothing more. Can transition to:
    /// - `finished` if the server sends its last, or nobody waits for it any more
    case outputEnded
    /// The stream is over. The end.
    case finished
  }

  private var state: State
  let kind: StreamKind

  /// The request is sent.
  init(kind: StreamKind) {
    self.kind = kind
    state = kind.clientStreams ? .open : .outputEnded
  }

  /// Whether a message may be sent now. After the server's last frame, data crashes some servers.
  var maySend: Bool { state == .open }

  /// We have sent our last message. Returns whether to say so, which is allowed once.
  mutating func endOutput() -> Bool {
    guard state == .open else { return false }
    state = .outputEnded
    return true
  }

  enum FrameAction: Equatable {
    /// Give the message to the reader.
    case message
    /// Give the message to the reader, and tell it that it was the last.
    case lastMessage
    /// Tell the reader that there are no more.
    case end
    /// Read the envelope: it is the answer, or the error that ends the stream.
    case response
    /// The server counts what is not read: tell it what is.
    case credit
    /// The server has read some of what was sent.
    case granted
    /// The server says what it keeps unread.
    case window
    case ignore
    /// End the stream: this is not a frame that answers it.
    case violation
  }

  /// A frame arrived.
  mutating func received(_ type: FrameType, _ flags: FrameFlags, length: Int) -> FrameAction {
    guard state != .finished else { return .ignore }
    switch type {
    case .response:
      state = .finished
      return .response
    case .data where kind.serverStreams:
      return receivedData(isLast: flags.contains(.remoteClosed), isMessage: !flags.contains(.noData))
    case .credit where length == 0 && kind.serverStreams:
      return .credit
    case .credit where length == 8 && kind.clientStreams:
      return .granted
    case .credit where length == 12 && kind.clientStreams:
      return .window
    default:
      state = .finished
      return .violation
    }
  }

  private mutating func receivedData(isLast: Bool, isMessage: Bool) -> FrameAction {
    if isLast { state = .finished }
    switch (isMessage, isLast) {
    case (true, true): return .lastMessage
    case (true, false): return .message
    case (false, true): return .end
    case (false, false): return .ignore
    }
  }

  enum AbandonAction: Equatable {
    /// The server is done anyway, or cannot be told.
    case nothing
    /// Tell the server that no more messages follow: the protocol knows no more.
    case close
    /// Tell the server to give up.
    case cancel
  }

  /// Nobody waits for the stream any more. `isOurs` is whether the server is one of ours.
  mutating func abandon(isOurs: Bool) -> AbandonAction {
    defer { state = .finished }
    switch state {
    case .open: return isOurs ? .cancel : .close
    case .outputEnded: return isOurs ? .cancel : .nothing
    case .finished: return .nothing
    }
  }
}
