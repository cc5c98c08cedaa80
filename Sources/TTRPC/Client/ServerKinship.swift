internal import NIOCore

/// Decides whether the server at the other end of a connection is one of ours, which counts what it is sent and heeds
/// frames that only ours know. Does nothing itself.
///
/// A server of ours shows it with its first credit frame, which it sends before it looks at anything that comes behind
/// the request of the stream. So a client that has to know asks for a method that nobody has: when that is answered and
/// the stream, which still runs, has got no credit frame, then it never will.
struct ServerKinship: Equatable {
  private enum State: Equatable {
    /// Can transition to:
    /// - `ours` if a credit frame comes
    /// - `asked` if a stream has more to send than may be sent to a stranger
    case unknown
    /// Can transition to:
    /// - `ours` if a credit frame comes
    /// - `other` if the question is answered before, and the stream still runs
    /// - `unknown` if it is answered and the stream is over, whose request may have been refused
    case asked(StreamID, about: CallID)
    /// Can transition to:
    /// - `ours` if a credit frame comes all the same
    case other
    /// The end.
    case ours
  }

  private var state: State = .unknown

  var isOurs: Bool { state == .ours }
  var isOther: Bool { state == .other }
  var mayAsk: Bool { state == .unknown }

  /// A credit frame came.
  mutating func credited() {
    state = .ours
  }

  /// The question is sent.
  ///
  /// - Parameters:
  ///   - id: its stream id; nil when there is none left, so that nothing can be asked any more.
  ///   - call: the stream that has more to send.
  mutating func asked(on id: StreamID?, about call: CallID) {
    guard state == .unknown else { return }
    state = id.map { .asked($0, about: call) } ?? .other
  }

  /// Whether a frame on this stream answers the question.
  func isAnswer(_ id: StreamID) -> Bool {
    if case .asked(id, _) = state { true } else { false }
  }

  /// The question is answered.
  ///
  /// - Parameter isOpen: whether a stream still runs.
  mutating func answered(isOpen: (CallID) -> Bool) {
    guard case .asked(_, let call) = state else { return }
    state = isOpen(call) ? .other : .unknown
  }
}
