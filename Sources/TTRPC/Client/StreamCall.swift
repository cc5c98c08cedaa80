internal import NIOCore

/// One stream of a client, between the connection's event loop and the tasks that use it.
final class StreamCall: Sendable {
  let id: CallID
  let kind: StreamKind
  let input: IncomingMessages<CallFailure>
  let output: OutgoingMessages<Void, CallFailure>

  /// - Parameters:
  ///   - id: names the call.
  ///   - kind: what the method is declared as.
  ///   - bound: what may wait to be read.
  ///   - tell: tells the connection that something is to be sent for it.
  init(id: CallID, kind: StreamKind, bound: StreamBound, tell: @escaping @Sendable () -> Void) {
    self.id = id
    self.kind = kind
    input = IncomingMessages(bound: bound, tell: tell)
    output = OutgoingMessages(
      bound: StreamBound(messages: Limits.streamAheadMessages, bytes: Limits.streamAheadBytes), tell: tell)
    if !kind.clientStreams { output.finish(()) }
  }

  /// The stream is over. Its reader gets what arrived, then this.
  func end(_ failure: CallFailure?) {
    input.end(failure)
    output.abort(failure ?? .streamEnded)
  }
}

extension CallFailure {
  /// What a writer is told that goes on after the server ended the stream, or after its own end.
  static let streamEnded = CallFailure.status(
    Status(code: .failedPrecondition, message: "the stream has ended; no message can be sent on it any more"))
}
