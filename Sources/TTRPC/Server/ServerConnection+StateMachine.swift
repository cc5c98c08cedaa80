internal import NIOCore

/// Decides what a server does about one connection: which frames become calls, which are refused, who is still owed an
/// answer, and when the connection ends. Does nothing itself.
///
/// Generic over what stands for a running call (a task, or a name in tests). A stream is a call that runs until its last
/// frame is written; what its data frames mean is decided by a `ServerStreamStateMachine` of its own.
struct ServerConnectionStateMachine<Call>: ~Copyable {
  private enum State: ~Copyable {
    /// Requests become calls. Can transition to:
    /// - `finishing` if the client ends its input, or the server shuts down, while calls are owed an answer
    /// - `closing` if either happens while none are
    /// - `closed` if the connection is lost or the client breaks the protocol
    case open(RequestIDs, RunningCalls<Call>)

    /// The calls that run are answered, new ones refused. Can transition to:
    /// - `closing` if the last answer is given
    /// - `closed` if the connection is lost or the client breaks the protocol
    case finishing(RequestIDs, RunningCalls<Call>)

    /// The last answers are being written. Can transition to:
    /// - `closed` if they are, or if the connection is lost
    case closing

    /// The end.
    case closed
  }

  private var state: State
  private let callsInFlight: Int

  init(callsInFlight: Int = Limits.callsInFlight, skippedStreamIDs: Int = Limits.skippedStreamIDs) {
    self.init(.open(RequestIDs(tolerance: skippedStreamIDs), RunningCalls()), callsInFlight: callsInFlight)
  }

  private init(_ state: consuming State, callsInFlight: Int) {
    self.state = state
    self.callsInFlight = callsInFlight
  }

  // MARK: Frames

  enum FrameAction: Equatable {
    /// Decode the request. Then answer it at once, or report it as `started`.
    case call(StreamID)
    /// The frame is for this call, if it is a stream.
    case data(StreamID)
    /// The frame says what the client has read of this call, if it is a stream.
    case credit(StreamID)
    /// Nobody waits for this call: cancel its work, and answer nothing; see `answerEarly`.
    case cancel(StreamID)
    /// Answer with this error.
    case refuse(StreamID, Status)
    /// Answer this running call with the error now; see `answerEarly`.
    case fail(StreamID, Status)
    case ignore
  }

  /// A frame arrived whole.
  mutating func received(_ header: FrameHeader) -> FrameAction {
    switch consume self.state {
    case .open(var ids, let calls):
      let action = Self.judge(header, &ids, calls, isOpen: true, callsInFlight: callsInFlight)
      self = Self(.open(ids, calls), callsInFlight: callsInFlight)
      return action
    case .finishing(var ids, let calls):
      let action = Self.judge(header, &ids, calls, isOpen: false, callsInFlight: callsInFlight)
      self = Self(.finishing(ids, calls), callsInFlight: callsInFlight)
      return action
    case .closing:
      self = Self(.closing, callsInFlight: callsInFlight)
      return .ignore
    case .closed:
      self = Self(.closed, callsInFlight: callsInFlight)
      return .ignore
    }
  }

  /// A frame began whose data is longer than `limit`. It is answered before its data is here, so its id is used up.
  mutating func receivedOversize(_ header: FrameHeader, limit: Int) -> FrameAction {
    let status = Status.tooLong(header.length, limit: limit)
    switch consume self.state {
    case .open(var ids, let calls):
      let action = Self.judgeOversize(header, &ids, calls, status)
      self = Self(.open(ids, calls), callsInFlight: callsInFlight)
      return action
    case .finishing(var ids, let calls):
      let action = Self.judgeOversize(header, &ids, calls, status)
      self = Self(.finishing(ids, calls), callsInFlight: callsInFlight)
      return action
    case .closing:
      self = Self(.closing, callsInFlight: callsInFlight)
      return .ignore
    case .closed:
      self = Self(.closed, callsInFlight: callsInFlight)
      return .ignore
    }
  }

  private static func judgeOversize(
    _ header: FrameHeader, _ ids: inout RequestIDs, _ calls: RunningCalls<Call>, _ status: Status
  ) -> FrameAction {
    let id = header.streamID
    if header.type == .request {
      _ = ids.use(id)
      return .refuse(id, status)
    }
    if calls.contains(id) { return .fail(id, status) }
    // Of a call that is over: it was answered, and must not be answered twice.
    return ids.isUsed(id) ? .ignore : .refuse(id, status)
  }

  private static func judge(
    _ header: FrameHeader, _ ids: inout RequestIDs, _ calls: RunningCalls<Call>, isOpen: Bool, callsInFlight: Int
  ) -> FrameAction {
    let id = header.streamID
    guard id % 2 == 1 else { return .refuse(id, .evenStreamID) }
    switch header.type {
    case .request:
      // The id counts as used whatever becomes of the request, as it does for Go.
      guard ids.use(id) == .accepted else { return .refuse(id, .usedStreamID) }
      guard isOpen else { return .refuse(id, .shuttingDown) }
      guard calls.count < callsInFlight else { return .refuse(id, .tooManyCalls(callsInFlight)) }
      return .call(id)
    case .data:
      if calls.contains(id) { return .data(id) }
      // Of a call that is over the client may not know yet.
      return ids.isUsed(id) ? .ignore : .refuse(id, .inactiveStream)
    case .credit:
      return calls.contains(id) ? .credit(id) : .ignore
    case .cancel:
      return calls.contains(id) ? .cancel(id) : .ignore
    default:
      return .ignore
    }
  }

  // MARK: Calls

  /// A call could not be answered at once; `call` stands for its work.
  mutating func started(_ id: StreamID, _ call: Call, deadline: NIODeadline) {
    switch consume self.state {
    case .open(let ids, var calls):
      calls.insert(call, id: id, deadline: deadline)
      self = Self(.open(ids, calls), callsInFlight: callsInFlight)
    default:
      preconditionFailure("call \(id) was started on a connection that accepts none")
    }
  }

  enum FinishAction: Equatable {
    case reply
    /// It was the last answer owed: send it, then close.
    case replyAndClose
    /// It was answered at its deadline, or nobody is there to read it.
    case drop
  }

  /// The work of a call is done.
  mutating func finished(_ id: StreamID) -> FinishAction {
    switch consume self.state {
    case .open(let ids, var calls):
      let isOwed = calls.remove(id)
      self = Self(.open(ids, calls), callsInFlight: callsInFlight)
      return isOwed ? .reply : .drop
    case .finishing(let ids, var calls):
      let isOwed = calls.remove(id)
      guard calls.unanswered == 0 else {
        self = Self(.finishing(ids, calls), callsInFlight: callsInFlight)
        return isOwed ? .reply : .drop
      }
      self = Self(.closing, callsInFlight: callsInFlight)
      return .replyAndClose
    case .closing:
      self = Self(.closing, callsInFlight: callsInFlight)
      return .drop
    case .closed:
      self = Self(.closed, callsInFlight: callsInFlight)
      return .drop
    }
  }

  /// A running call is answered before its work is done, because of what the client did.
  ///
  /// - Returns: nil when it was answered before. Otherwise answer it, and cancel and close as for calls that expire.
  mutating func answerEarly(_ id: StreamID) -> ExpireAction? {
    switch consume self.state {
    case .open(let ids, var calls):
      let call = calls.answer(id)
      self = Self(.open(ids, calls), callsInFlight: callsInFlight)
      return call.map { ExpireAction(expired: [(id, $0)]) }
    case .finishing(let ids, var calls):
      let call = calls.answer(id)
      let isLast = calls.unanswered == 0
      self = Self(isLast ? .closing : .finishing(ids, calls), callsInFlight: callsInFlight)
      return call.map { ExpireAction(expired: [(id, $0)], close: isLast) }
    case .closing:
      self = Self(.closing, callsInFlight: callsInFlight)
      return nil
    case .closed:
      self = Self(.closed, callsInFlight: callsInFlight)
      return nil
    }
  }

  struct ExpireAction {
    /// Cancel the work of each, and answer DEADLINE_EXCEEDED.
    var expired: [(id: StreamID, call: Call)] = []
    /// They were the last ones owed an answer: close when they are written.
    var close = false
  }

  /// Time has passed.
  mutating func expire(now: NIODeadline) -> ExpireAction {
    switch consume self.state {
    case .open(let ids, var calls):
      let expired = calls.expire(now: now)
      self = Self(.open(ids, calls), callsInFlight: callsInFlight)
      return ExpireAction(expired: expired)
    case .finishing(let ids, var calls):
      let expired = calls.expire(now: now)
      guard calls.unanswered == 0 else {
        self = Self(.finishing(ids, calls), callsInFlight: callsInFlight)
        return ExpireAction(expired: expired)
      }
      self = Self(.closing, callsInFlight: callsInFlight)
      return ExpireAction(expired: expired, close: true)
    case .closing:
      self = Self(.closing, callsInFlight: callsInFlight)
      return ExpireAction()
    case .closed:
      self = Self(.closed, callsInFlight: callsInFlight)
      return ExpireAction()
    }
  }

  /// When the next call expires.
  var nextDeadline: NIODeadline? {
    switch state {
    case .open(_, let calls): calls.nextDeadline
    case .finishing(_, let calls): calls.nextDeadline
    case .closing: nil
    case .closed: nil
    }
  }

  // MARK: The end

  enum EndAction: Equatable {
    /// Everything owed is written: close once it is out.
    case closeWhenWritten
    /// Answers are owed first.
    case wait
    case ignore
  }

  /// The client ended its input between two frames, and may still read answers.
  mutating func inputEnded() -> EndAction { finish() }

  /// The server shuts down: what runs is answered, what comes is refused.
  mutating func shutDown() -> EndAction { finish() }

  private mutating func finish() -> EndAction {
    switch consume self.state {
    case .open(let ids, let calls):
      guard calls.unanswered == 0 else {
        self = Self(.finishing(ids, calls), callsInFlight: callsInFlight)
        return .wait
      }
      self = Self(.closing, callsInFlight: callsInFlight)
      return .closeWhenWritten
    case .finishing(let ids, let calls):
      self = Self(.finishing(ids, calls), callsInFlight: callsInFlight)
      return .wait
    case .closing:
      self = Self(.closing, callsInFlight: callsInFlight)
      return .ignore
    case .closed:
      self = Self(.closed, callsInFlight: callsInFlight)
      return .ignore
    }
  }

  /// The connection is lost, or must be: the client broke the protocol or left no time. Cancel what is returned.
  mutating func close() -> [Call] {
    switch consume self.state {
    case .open(_, let calls):
      self = Self(.closed, callsInFlight: callsInFlight)
      return calls.owed
    case .finishing(_, let calls):
      self = Self(.closed, callsInFlight: callsInFlight)
      return calls.owed
    case .closing:
      self = Self(.closed, callsInFlight: callsInFlight)
      return []
    case .closed:
      self = Self(.closed, callsInFlight: callsInFlight)
      return []
    }
  }
}

extension Status {
  // The texts are Go's where Go has one: people search logs for them.
  static let evenStreamID = Status(
    code: .invalidArgument, message: "StreamID must be odd for client initiated streams")
  static let usedStreamID = Status(
    code: .invalidArgument, message: "StreamID cannot be re-used and must increment")
  static let inactiveStream = Status(code: .invalidArgument, message: "StreamID is no longer active")
  static let shuttingDown = Status(
    code: .unavailable, message: "the server is shutting down; call again on a new connection")

  static func tooManyCalls(_ limit: Int) -> Status {
    Status(
      code: .resourceExhausted,
      message: "\(limit) calls of this connection are running, the most allowed; wait for answers before sending more")
  }
}
