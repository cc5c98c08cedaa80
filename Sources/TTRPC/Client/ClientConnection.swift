internal import Logging
internal import NIOCore

/// What the threads that use a client ask its event loop to do.
enum ClientCommand: Sendable {
  case call(CallID, PendingRequest)
  case abandon(CallID)
  /// A stream has something to send.
  case output(CallID)
  /// Tell the promise, if any, when the connection is closed.
  case close(EventLoopPromise<Void>?)
}

/// A client's end of its connection, whichever that is at the moment: turns commands and what the channel reports into
/// events of the machine, and does what that decides. On its event loop only.
final class ClientConnection {
  let loop: any EventLoop
  private let path: String
  let configuration: Client.Configuration
  private let logger: Logger?
  private lazy var timer = LoopTimer(on: loop) { [unowned self] in self.timePassed() }
  var machine: ClientConnectionStateMachine<PendingRequest>
  private var backoff: Backoff
  /// An attempt to connect that has to wait.
  private var nextAttempt: Scheduled<Void>?
  /// Whether anything came on the connection.
  private var hasAnswered = false
  private var arena: Arena?
  /// The connection, while there is one.
  private(set) var channel: (any Channel)?
  /// The handler of the last channel.
  weak var input: ClientChannelHandler?
  var streams = OpenStreams()
  /// The rest of what streams have is sent in the loop's next turn.
  var isSendScheduled = false
  /// Frames that have not been handed to the channel, and the last stream among them.
  var out = ByteBuffer()
  private var lastInOut: StreamID = 0
  private var hasWritten = false
  /// Why we are about to close the connection.
  private var reason: String?

  init(path: String, loop: any EventLoop, configuration: Client.Configuration, logger: Logger?) {
    self.path = path
    self.loop = loop
    self.configuration = configuration
    self.logger = logger
    backoff = Backoff(
      initial: configuration.initialBackoff.timeAmount, maximum: configuration.maximumBackoff.timeAmount)
    machine = ClientConnectionStateMachine(
      callsInFlight: configuration.callsInFlight, lastStreamID: configuration.lastStreamID)
  }

  // MARK: Calls

  func perform(_ commands: [ClientCommand]) {
    for command in commands {
      switch command {
      case .call(let id, let request): submit(id, request)
      case .abandon(let id):
        let stream = machine.stream(of: id)
        guard let request = machine.abandon(id) else { continue }
        // A server of ours gives up the call; another would answer it in vain.
        if request.stream == nil, let stream, streams.kinship.isOurs { out.writeCancel(of: stream) }
        fail(request, .cancelled)
      case .output(let id): hasOutput(id)
      case .close(let promise): close(promise)
      }
    }
    settleWaiting()
    send()
  }

  private func submit(_ id: CallID, _ request: PendingRequest) {
    let isStream = request.stream != nil
    switch machine.call(
      id, request, deadline: request.deadline, isIdempotent: request.isIdempotent, isStream: isStream)
    {
    case .connect:
      timer.arm(at: request.deadline)
      connect()
    case .wait: timer.arm(at: request.deadline)
    case .refuse(let request): request.fail(.closed)
    }
  }

  /// Sends what can be sent, in one flush. What the server does not read stays here, where deadlines reach it.
  func send() {
    while let channel, channel.isWritable {
      guard case .send(let stream, let id, let request, let deadline) = nextToSend() else { break }
      write(request, id, on: stream, deadline: deadline)
      if out.readableBytes >= Limits.writeBytes { hand(to: channel) }
    }
    guard let channel else { return }
    if out.readableBytes > 0 { hand(to: channel) }
    if streams.turns.hasReady { sendStreams(to: channel) }
    guard hasWritten else { return }
    hasWritten = false
    channel.flush()
  }

  private func nextToSend() -> ClientConnectionStateMachine<PendingRequest>.SendAction {
    let action = machine.nextToSend()
    if case .reconnect = action {
      drop()
      connect()
    }
    return action
  }

  private func write(_ request: PendingRequest, _ id: CallID, on stream: StreamID, deadline: NIODeadline) {
    let left = deadline == .distantFuture ? 0 : (deadline - loop.now).nanoseconds
    guard left >= 0, deadline == .distantFuture || left > 0, let arena else {
      machine.abandon(id)?.fail(.deadlineExceeded)
      return
    }
    let limit = configuration.frameBytes
    guard request.request.write(to: &out, streamID: stream, timeoutNanoseconds: left, arena: arena, limit: limit) else {
      let size = request.request.encodedSize(timeoutNanoseconds: left)
      machine.abandon(id)?.fail(.messageTooLarge(size: size, limit: limit))
      return
    }
    lastInOut = stream
    if let call = request.stream { opened(call, on: stream) }
  }

  /// Writes a call of a method that nobody has, whose answer shows who the server is: see ``ServerKinship``.
  ///
  /// - Returns: its stream id. Nil when none is left.
  func writeQuestion() -> StreamID? {
    guard let arena, let stream = machine.takeStream() else { return nil }
    let request = OutgoingRequest(
      service: "ttrpc.Extensions", method: "Ask", payload: ByteBuffer(), metadata: [:])
    let limit = configuration.frameBytes
    guard request.write(to: &out, streamID: stream, timeoutNanoseconds: 0, arena: arena, limit: limit) else {
      return nil
    }
    lastInOut = stream
    return stream
  }

  /// Hands what is in the buffer to the channel, and tells when it is written.
  func hand(to channel: any Channel, then done: @escaping () -> Void = {}) {
    let written = loop.makePromise(of: Void.self)
    let last = lastInOut
    written.futureResult.assumeIsolated().whenSuccess { [weak self] in
      guard let self, self.channel === channel else { return }
      self.machine.written(through: last)
      done()
    }
    channel.write(out, promise: written)
    hasWritten = true
    out = ByteBuffer()
  }

  // MARK: Time

  func armTimer(at deadline: NIODeadline) {
    timer.arm(at: deadline)
  }

  private func timePassed() {
    for request in machine.expire(now: loop.now) { fail(request, .deadlineExceeded) }
    if let next = machine.nextDeadline { timer.arm(at: next) }
    settleWaiting()
    if let waiting = streams.waiting { timer.arm(at: waiting.deadline) }
    send()
  }

  /// Ends a call that was abandoned here.
  private func fail(_ request: PendingRequest, _ failure: CallFailure) {
    if let stream = request.stream { abandoned(stream, failure) } else { request.fail(failure) }
  }

  // MARK: Frames

  /// Whether what arrives has to wait, and nothing more is to be read.
  var isReading: Bool { streams.waiting == nil }

  /// What came behind a message that waited is looked at.
  func goOn() {
    input?.goOn()
  }

  /// What the channel's handler reports.
  func received(_ event: FrameDecoder.Event, on channel: any Channel) {
    // Of a connection that was dropped, nobody waits for anything.
    guard self.channel === channel else { return }
    hasAnswered = true
    switch event {
    case .frame(let header, _) where streams.kinship.isAnswer(header.streamID),
      .oversize(let header) where streams.kinship.isAnswer(header.streamID):
      receivedAnswer()
    case .frame(let header, let body):
      switch machine.received(header) {
      case .answer(let request): request.end(result(of: body))
      case .violation(let request):
        request.fail(.protocolViolation(reason: "a frame of type \(header.type.rawValue) answers a unary call"))
      case .stream(let request):
        if let stream = request.stream { received(header, body, for: stream) }
      case .ignore: break
      }
    case .oversize(let header):
      guard let request = machine.receivedOversize(header) else { break }
      fail(request, .status(.tooLong(header.length, limit: configuration.frameBytes)))
    case .garbage(let byte):
      reason = "the first byte of a frame from \(path) is \(byte), not 0: this is not ttrpc"
      channel.close(promise: nil)
    }
  }

  func result(of body: ByteBuffer) -> Result<ByteBuffer, CallFailure> {
    guard let arena, let response = ResponseEnvelope(body, arena: arena) else {
      let isTooLarge = arena?.refused ?? false
      return .failure(
        .protocolViolation(
          reason: isTooLarge ? "the answer takes more memory than a call may" : "the answer is not a ttrpc.Response"))
    }
    switch response {
    case .payload(let payload): return .success(payload)
    case .failure(let status): return .failure(.status(status))
    }
  }

  // MARK: The connection

  /// Connects, now or when the server was left alone for long enough.
  private func connect() {
    let pause = backoff.pause(now: loop.now)
    guard pause > .zero else { return attempt() }
    nextAttempt = loop.assumeIsolated().scheduleTask(in: pause) { [weak self] in self?.attempt() }
  }

  private func attempt() {
    nextAttempt = nil
    arena = arena ?? LoopArena.current()
    guard arena != nil else { return connectFailed("there is no memory left to connect to \(path)") }
    Connector(path: path, loop: loop).connect(self) { [weak self] result in
      guard let self else { return }
      switch result {
      case .success(let channel): self.connected(channel)
      case .failure(let failure): self.connectFailed("\(failure)")
      }
    }
  }

  private func connected(_ channel: any Channel) {
    // Nothing was sent yet, so there is nothing to be sent again: connecting on and on would not help.
    guard channel.isActive else { return connectFailed("the server at \(path) closed the connection at once") }
    guard machine.connected() else { return channel.close(promise: nil) }
    self.channel = channel
    hasAnswered = false
    send()
  }

  private func connectFailed(_ reason: String) {
    logger?.debug("\(reason)")
    backOff()
    for (request, written) in machine.connectFailed() {
      request.fail(written ? .connectionLost(reason: reason, written: true) : .cannotConnect(reason: reason))
    }
  }

  private func backOff() {
    backoff.failed(now: loop.now, jitter: .random(in: 0...1))
  }

  /// The channel is closed.
  func lost(_ channel: any Channel, error: (any Error)?) {
    guard self.channel === channel else { return }
    let reason =
      self.reason ?? error.map { "the connection to \(path) failed: \(Self.words(for: $0))" }
      ?? "the server at \(path) closed the connection"
    logger?.debug("\(reason)")
    drop()
    // A server that hangs up at once, being over some limit or broken, is not to be met with a storm of connections.
    if hasAnswered { backoff.succeeded() } else { backOff() }
    let action = machine.connectionLost()
    for (request, written) in action.failed { request.fail(.connectionLost(reason: reason, written: written)) }
    if action.reconnect { connect() }
  }

  /// What the kernel says, without the call that it says it of.
  private static func words(for error: any Error) -> String {
    guard let code = (error as? IOError)?.errnoCode else { return "\(error)" }
    return SocketFailure.text(of: code)
  }

  /// Forgets the connection, and closes it if it is open.
  private func drop() {
    let old = channel
    channel = nil
    streams.close()
    out = ByteBuffer()
    hasWritten = false
    reason = nil
    old?.close(promise: nil)
  }

  private func close(_ promise: EventLoopPromise<Void>?) {
    for request in machine.close() { request.fail(.closed) }
    timer.cancel()
    nextAttempt?.cancel()
    let old = channel
    drop()
    if let old {
      old.closeFuture.cascade(to: promise)
    } else {
      promise?.succeed()
    }
  }
}
