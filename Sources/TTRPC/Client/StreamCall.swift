internal import NIOCore
internal import Synchronization

/// One stream of a client, between the connection's event loop and the tasks that use it.
final class StreamCall: Sendable {
  let id: CallID
  let kind: StreamKind
  let input: IncomingMessages<CallFailure>
  let output: OutgoingMessages<Void, CallFailure>
  let isCounted: Bool
  /// Set where there are interceptors, until they are told of the end.
  private let seen: Mutex<SeenCall?>

  /// - Parameters:
  ///   - id: names the call.
  ///   - kind: what the method is declared as.
  ///   - bound: what may wait to be read.
  ///   - isCounted: whether the server is told that we count what we send.
  ///   - seen: by whom, if by anybody.
  ///   - tell: tells the connection that something is to be sent for it.
  init(
    id: CallID, kind: StreamKind, bound: StreamBound, isCounted: Bool = false, seen: SeenCall? = nil,
    tell: @escaping @Sendable () -> Void
  ) {
    self.id = id
    self.kind = kind
    self.isCounted = isCounted
    self.seen = Mutex(seen)
    input = IncomingMessages(bound: bound, tell: tell)
    output = OutgoingMessages(
      bound: StreamBound(messages: Limits.streamAheadMessages, bytes: Limits.streamAheadBytes),
      window: isCounted ? StreamCredit.initial : nil, tell: tell)
    if !kind.clientStreams { output.finish(()) }
  }

  /// The stream is over because nobody made room for what came.
  func endUnread() {
    end(.status(.streamUnread(input.bound)))
  }

  /// The stream is over. Its reader gets what arrived, then this.
  func end(_ failure: CallFailure?) {
    // In this order: who has read that the stream is over must not be able to send.
    output.abort(failure ?? .streamEnded)
    input.end(failure)
    let seen = seen.withLock { seen in
      defer { seen = nil }
      return seen
    }
    seen?.finish(with: failure, traffic: StreamTraffic(received: input.total, sent: output.total))
  }
}

extension CallFailure {
  /// What a writer is told that goes on after the server ended the stream, or after its own end.
  static let streamEnded = CallFailure.status(
    Status(code: .failedPrecondition, message: "the stream has ended; no message can be sent on it any more"))
}
