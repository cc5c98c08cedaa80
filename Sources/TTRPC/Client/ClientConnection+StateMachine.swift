internal import NIOCore

/// Decides what a client does about its connection: when to connect, which call goes out next and on which stream,
/// whose answer a frame is, and who must be told that none will come. Does nothing itself.
///
/// Generic over what stands for a call (a continuation and its request, or a name in tests).
struct ClientConnectionStateMachine<Call>: ~Copyable {
  private enum State: ~Copyable {
    /// No connection, and no call. Can transition to:
    /// - `connecting` if a call comes
    /// - `closed` if the client is closed
    case idle

    /// Calls wait for the connection. Can transition to:
    /// - `connected` if it is there
    /// - `idle` if it cannot be had; the calls fail with it
    /// - `closed` if the client is closed
    case connecting(PendingCalls<Call>)

    /// Calls go out and answers come. Can transition to:
    /// - `connecting` if the connection is lost, or used up, and calls wait
    /// - `idle` if it is lost and none waits
    /// - `closed` if the client is closed
    case connected(ClientStreams, PendingCalls<Call>)

    /// The end.
    case closed
  }

  private var state: State
  private let callsInFlight: Int
  private let lastStreamID: StreamID

  init(callsInFlight: Int = Limits.callsInFlight, lastStreamID: StreamID = .max) {
    state = .idle
    self.callsInFlight = callsInFlight
    self.lastStreamID = lastStreamID
  }

  private init(_ state: consuming State, _ callsInFlight: Int, _ lastStreamID: StreamID) {
    self.state = state
    self.callsInFlight = callsInFlight
    self.lastStreamID = lastStreamID
  }

  // MARK: Calls

  enum CallAction {
    /// Open a connection.
    case connect
    /// It goes out with `nextToSend`, now or later.
    case wait
    /// The client is closed: fail it.
    case refuse(Call)
  }

  /// Somebody makes a call. One that is idempotent is sent again when its connection is lost.
  mutating func call(
    _ id: CallID, _ call: Call, deadline: NIODeadline, isIdempotent: Bool = false, isStream: Bool = false
  ) -> CallAction {
    switch consume self.state {
    case .idle:
      var calls = PendingCalls<Call>()
      calls.insert(call, id: id, deadline: deadline, isIdempotent: isIdempotent, isStream: isStream)
      self = Self(.connecting(calls), callsInFlight, lastStreamID)
      return .connect
    case .connecting(var calls):
      calls.insert(call, id: id, deadline: deadline, isIdempotent: isIdempotent, isStream: isStream)
      self = Self(.connecting(calls), callsInFlight, lastStreamID)
      return .wait
    case .connected(let streams, var calls):
      calls.insert(call, id: id, deadline: deadline, isIdempotent: isIdempotent, isStream: isStream)
      self = Self(.connected(streams, calls), callsInFlight, lastStreamID)
      return .wait
    case .closed:
      self = Self(.closed, callsInFlight, lastStreamID)
      return .refuse(call)
    }
  }

  enum SendAction {
    /// Write this call. Then ask again.
    case send(StreamID, CallID, Call, deadline: NIODeadline)
    /// The connection has no stream ids left and no answer is awaited on it: drop it and open another.
    case reconnect
    /// Nothing to do for now.
    case none
  }

  /// What can go out now. To be asked after every event.
  mutating func nextToSend() -> SendAction {
    switch consume self.state {
    case .connected(var streams, var calls):
      guard calls.hasWaiting, calls.sentCount < callsInFlight else {
        self = Self(.connected(streams, calls), callsInFlight, lastStreamID)
        return .none
      }
      guard let stream = streams.peek(last: lastStreamID) else {
        let isUsedUp = calls.sentCount == 0
        self = Self(isUsedUp ? .connecting(calls) : .connected(streams, calls), callsInFlight, lastStreamID)
        return isUsedUp ? .reconnect : .none
      }
      let next = calls.send(on: stream)
      if next != nil { streams.advance() }
      self = Self(.connected(streams, calls), callsInFlight, lastStreamID)
      return next.map { .send(stream, $0.id, $0.call, deadline: $0.deadline) } ?? .none
    case .idle:
      self = Self(.idle, callsInFlight, lastStreamID)
      return .none
    case .connecting(let calls):
      self = Self(.connecting(calls), callsInFlight, lastStreamID)
      return .none
    case .closed:
      self = Self(.closed, callsInFlight, lastStreamID)
      return .none
    }
  }

  /// Takes a call back, because its caller no longer waits or it could not be written. Nil when it has ended already.
  mutating func abandon(_ id: CallID) -> Call? {
    withCalls { $0.remove(id) } ?? nil
  }

  /// The stream that a call was sent on. Nil for one that waits, or has ended.
  func stream(of id: CallID) -> StreamID? {
    switch state {
    case .idle: nil
    case .connecting: nil
    case .connected(_, let calls): calls.stream(of: id)
    case .closed: nil
    }
  }

  /// A stream id for a request that is none of the calls. Nil without a connection, or when none is left.
  mutating func takeStream() -> StreamID? {
    switch consume self.state {
    case .connected(var streams, let calls):
      let stream = streams.peek(last: lastStreamID)
      if stream != nil { streams.advance() }
      self = Self(.connected(streams, calls), callsInFlight, lastStreamID)
      return stream
    case .idle:
      self = Self(.idle, callsInFlight, lastStreamID)
      return nil
    case .connecting(let calls):
      self = Self(.connecting(calls), callsInFlight, lastStreamID)
      return nil
    case .closed:
      self = Self(.closed, callsInFlight, lastStreamID)
      return nil
    }
  }

  /// Time has passed: the calls to be failed.
  mutating func expire(now: NIODeadline) -> [Call] {
    withCalls { $0.removeExpired(now: now) } ?? []
  }

  /// When the next call expires.
  var nextDeadline: NIODeadline? {
    switch state {
    case .idle: nil
    case .connecting(let calls): calls.nextDeadline
    case .connected(_, let calls): calls.nextDeadline
    case .closed: nil
    }
  }

  // MARK: Frames

  enum FrameAction {
    /// The frame is the answer to this call: decode it.
    case answer(Call)
    /// The frame belongs to this stream, which says what it means. The last one ends it.
    case stream(Call)
    /// The frame belongs to this call and is none: fail it.
    case violation(Call)
    /// Of a call that is gone, or of none of ours.
    case ignore
  }

  /// A frame arrived.
  mutating func received(_ header: FrameHeader) -> FrameAction {
    let isLast = header.type == .data ? header.flags.contains(.remoteClosed) : header.type != .credit
    let found = withCalls { $0.receive(on: header.streamID, isLast: isLast) } ?? nil
    guard let (call, isStream) = found else { return .ignore }
    if isStream { return .stream(call) }
    return header.type == .response ? .answer(call) : .violation(call)
  }

  /// A frame began that is too long to be taken: the call that is to be failed.
  mutating func receivedOversize(_ header: FrameHeader) -> Call? {
    withCalls { $0.remove(stream: header.streamID) } ?? nil
  }

  // MARK: The connection

  /// The connection is there. Returns whether it is wanted; drop it otherwise.
  mutating func connected() -> Bool {
    switch consume self.state {
    case .connecting(let calls):
      self = Self(.connected(ClientStreams(), calls), callsInFlight, lastStreamID)
      return true
    case .closed:
      self = Self(.closed, callsInFlight, lastStreamID)
      return false
    default:
      preconditionFailure("a connection that nobody asked for")
    }
  }

  /// The connection cannot be had: the calls to be failed, and whether a server may have run them on another before.
  mutating func connectFailed() -> [(call: Call, written: Bool)] {
    switch consume self.state {
    case .connecting(var calls):
      self = Self(.idle, callsInFlight, lastStreamID)
      return calls.removeAll()
    case .closed:
      self = Self(.closed, callsInFlight, lastStreamID)
      return []
    default:
      preconditionFailure("a connection that nobody asked for failed")
    }
  }

  /// Everything up to this stream is written whole.
  mutating func written(through stream: StreamID) {
    switch consume self.state {
    case .idle:
      self = Self(.idle, callsInFlight, lastStreamID)
    case .connecting(let calls):
      self = Self(.connecting(calls), callsInFlight, lastStreamID)
    case .connected(var streams, let calls):
      streams.written = max(streams.written, stream)
      self = Self(.connected(streams, calls), callsInFlight, lastStreamID)
    case .closed:
      self = Self(.closed, callsInFlight, lastStreamID)
    }
  }

  struct LostAction {
    /// Fail these.
    var failed: [(call: Call, written: Bool)] = []
    /// Calls wait: open another connection.
    var reconnect = false
  }

  /// The connection is lost.
  mutating func connectionLost() -> LostAction {
    switch consume self.state {
    case .connected(let streams, var calls):
      let failed = calls.removeSent(unwritten: streams.unwritten)
      let reconnect = calls.hasWaiting
      self = Self(reconnect ? .connecting(calls) : .idle, callsInFlight, lastStreamID)
      return LostAction(failed: failed, reconnect: reconnect)
    case .idle:
      self = Self(.idle, callsInFlight, lastStreamID)
      return LostAction()
    case .connecting(let calls):
      self = Self(.connecting(calls), callsInFlight, lastStreamID)
      return LostAction()
    case .closed:
      self = Self(.closed, callsInFlight, lastStreamID)
      return LostAction()
    }
  }

  /// The client is closed: the calls to be failed.
  mutating func close() -> [Call] {
    let failed = withCalls { $0.removeAll().map(\.call) } ?? []
    self = Self(.closed, callsInFlight, lastStreamID)
    return failed
  }

  /// Changes the calls without a change of state. Nil when there are none.
  private mutating func withCalls<Result>(_ body: (inout PendingCalls<Call>) -> Result) -> Result? {
    switch consume self.state {
    case .idle:
      self = Self(.idle, callsInFlight, lastStreamID)
      return nil
    case .connecting(var calls):
      let result = body(&calls)
      self = Self(.connecting(calls), callsInFlight, lastStreamID)
      return result
    case .connected(let streams, var calls):
      let result = body(&calls)
      self = Self(.connected(streams, calls), callsInFlight, lastStreamID)
      return result
    case .closed:
      self = Self(.closed, callsInFlight, lastStreamID)
      return nil
    }
  }
}

/// The stream ids of one connection of a client.
struct ClientStreams: Equatable {
  /// Wider than an id, to have a value after the last.
  private var next: UInt64 = 1
  /// Every stream up to this one is written whole.
  var written: StreamID = 0

  /// The id of the next call. Nil when there is none up to the last.
  func peek(last: StreamID) -> StreamID? {
    next <= UInt64(last) ? StreamID(next) : nil
  }

  mutating func advance() {
    next += 2
  }

  /// The stream that is sent and not written whole, if there is exactly one: no server can run a call of which it has
  /// not the end. Of several, some may have been written.
  var unwritten: StreamID? {
    let firstUnwritten = written == 0 ? 1 : UInt64(written) + 2
    return next == firstUnwritten + 2 ? StreamID(firstUnwritten) : nil
  }
}
