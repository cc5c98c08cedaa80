internal import Logging
internal import NIOCore

/// The server's end of one connection: turns what the channel reports into events of the machine, and does what that
/// decides. On the connection's event loop only.
final class ServerConnection: ChannelDuplexHandler {
  typealias InboundIn = ByteBuffer
  typealias OutboundIn = ByteBuffer
  typealias OutboundOut = ByteBuffer

  /// Sent through the pipeline to end the connection once its calls are answered.
  enum Event {
    case shutDown
  }

  let id: UInt64
  let peer: PeerCredentials
  let methods: MethodTable
  let configuration: Server.Configuration
  let arena: Arena
  /// Answers of methods that took their time.
  let results = Mailbox<LateResult>()
  private let logger: Logger

  var machine: ServerConnectionStateMachine<Task<Void, Never>>
  var replies: ReplyBuffer
  var streams: ServerStreams
  var context: ChannelHandlerContext?
  private var timer: LoopTimer?
  private var decoder: FrameDecoder
  private var frameClock: FrameClock
  private var writeClock: WriteClock
  private var isDecoding = false
  /// The turn's work is done: others have theirs before the rest of the input is looked at.
  private var isYielding = false
  /// What was done in this turn of the loop, in units of the cheapest answer.
  private var turnWork = 0
  private var isReadHeld = false
  private var inputEnded = false
  private var hasWritten = false

  init(
    id: UInt64, peer: PeerCredentials, methods: MethodTable, configuration: Server.Configuration, arena: Arena,
    logger: Logger
  ) {
    self.id = id
    self.peer = peer
    self.methods = methods
    self.configuration = configuration
    self.arena = arena
    self.logger = logger
    machine = ServerConnectionStateMachine(
      callsInFlight: configuration.callsInFlight, skippedStreamIDs: configuration.skippedStreamIDs)
    replies = ReplyBuffer(limit: configuration.frameBytes)
    streams = ServerStreams(configuration)
    decoder = FrameDecoder(limit: configuration.frameBytes)
    frameClock = FrameClock(allowed: configuration.frameTime.timeAmount)
    writeClock = WriteClock(allowed: configuration.unreadReplyTime.timeAmount)
  }

  func handlerAdded(context: ChannelHandlerContext) {
    self.context = context
    timer = LoopTimer(on: context.eventLoop) { [unowned self] in self.timePassed() }
  }

  func handlerRemoved(context: ChannelHandlerContext) {
    self.context = nil
  }

  // MARK: Input

  func channelRead(context: ChannelHandlerContext, data: NIOAny) {
    decoder.append(unwrapInboundIn(data))
    decode(context)
  }

  func channelReadComplete(context: ChannelHandlerContext) {
    turnWork = 0
    flush(context)
  }

  /// Reads only while the client reads: what it leaves unread is all it can make us hold.
  func read(context: ChannelHandlerContext) {
    if context.channel.isWritable, !isYielding {
      context.read()
    } else {
      isReadHeld = true
    }
  }

  /// Reads on, if reading was held back and the reason for it is gone.
  private func resumeReading(_ context: ChannelHandlerContext) {
    guard isReadHeld, context.channel.isWritable, !isYielding else { return }
    isReadHeld = false
    context.read()
  }

  /// Handles all that arrived, until the client has too much to read, or had its share of the loop.
  private func decode(_ context: ChannelHandlerContext) {
    guard !isDecoding, !isYielding else { return }
    isDecoding = true
    defer { isDecoding = false }
    let now = context.eventLoop.now
    var progressed = false
    while context.channel.isWritable {
      if turnWork >= Limits.workPerTurn, decoder.hasUndecoded { return yield(context) }
      guard let event = decoder.next() else { break }
      progressed = true
      switch event {
      case .frame(let header, let body):
        turnWork += perform(machine.received(header), header.flags, body, now: now)
      case .oversize(let header):
        turnWork += perform(machine.receivedOversize(header, limit: decoder.limit), [], ByteBuffer(), now: now)
      case .garbage(let byte):
        return fail("the first byte of a frame is \(byte), not 0: this is not ttrpc")
      }
      if replies.count >= Limits.writeBytes { write(context) }
    }
    guard !decoder.hasUndecoded else { return }
    frameClock.read(insideFrame: decoder.isInsideFrame, progressed: progressed, now: now)
    armTimer(at: frameClock.deadline)
    if inputEnded { endInput() }
  }

  /// Goes on when everybody else on this loop had their turn.
  private func yield(_ context: ChannelHandlerContext) {
    isYielding = true
    context.eventLoop.assumeIsolated().execute { [self] in
      isYielding = false
      turnWork = 0
      guard let context = self.context else { return }
      decode(context)
      flush(context)
      resumeReading(context)
    }
  }

  /// Returns how much work it was.
  private func perform(
    _ action: ServerConnectionStateMachine<Task<Void, Never>>.FrameAction, _ flags: FrameFlags, _ body: ByteBuffer,
    now: NIODeadline
  ) -> Int {
    switch action {
    case .call(let id): return answer(id, flags, body, now: now)
    case .data(let id):
      receivedData(id, flags, body)
      return 1 + body.readableBytes / Limits.bytesPerWork
    case .credit(let id): receivedCredit(id, body)
    case .cancel(let id): cancelCall(id)
    case .refuse(let id, let status): replies.append(.failure(status), to: id, arena: arena)
    case .fail(let id, let status): failCall(id, status)
    case .ignore: break
    }
    return 1
  }

  // MARK: Output

  /// Hands the replies over to the channel.
  private func write(_ context: ChannelHandlerContext) {
    hasWritten = true
    context.write(wrapOutboundOut(replies.take()), promise: nil)
  }

  /// Sends all replies at once.
  func flush(_ context: ChannelHandlerContext) {
    if replies.count > 0 { write(context) }
    guard hasWritten else { return }
    hasWritten = false
    context.flush()
  }

  func channelWritabilityChanged(context: ChannelHandlerContext) {
    let now = context.eventLoop.now
    if context.channel.isWritable {
      writeClock.stop()
      frameClock.restart(now: now)
      decode(context)
      flush(context)
      resumeReading(context)
    } else {
      writeClock.start(buffered: buffered(context), now: now)
      armTimer(at: writeClock.deadline)
    }
    context.fireChannelWritabilityChanged()
  }

  func buffered(_ context: ChannelHandlerContext) -> Int {
    (try? context.channel.syncOptions?.getOption(.bufferedWritableBytes)) ?? 0
  }

  // MARK: Time

  /// Makes sure that we look around when something is due.
  func armTimer(at deadline: NIODeadline?) {
    if let deadline { timer?.arm(at: deadline) }
  }

  private func timePassed() {
    guard let context else { return }
    let now = context.eventLoop.now
    // While we do not read, what does not arrive is not the client's fault.
    let isReading = context.channel.isWritable && !isYielding
    if isReading, frameClock.isOverdue(now: now) {
      return fail("a frame did not arrive whole within \(configuration.frameTime)")
    }
    let buffered = buffered(context)
    if writeClock.isStuck(buffered: buffered, now: now) || streams.clock.isStuck(buffered: buffered, now: now) {
      return fail("the client did not read its replies for \(configuration.unreadReplyTime)")
    }
    expireCalls(now: now)
    if isReading { armTimer(at: frameClock.deadline) }
    armTimer(at: writeClock.deadline)
    armTimer(at: streams.clock.deadline)
    armTimer(at: machine.nextDeadline)
  }

  // MARK: The end

  func userInboundEventTriggered(context: ChannelHandlerContext, event: Any) {
    switch event {
    case ChannelEvent.inputClosed:
      inputEnded = true
      if !decoder.hasUndecoded { endInput() }
    case Event.shutDown:
      perform(machine.shutDown())
      endEndlessStreams()
    default:
      context.fireUserInboundEventTriggered(event)
    }
  }

  private func endInput() {
    inputEnded = false
    if decoder.isInsideFrame {
      fail("the client ended its input inside a frame")
    } else {
      endStreamInput()
      perform(machine.inputEnded())
    }
  }

  private func perform(_ action: ServerConnectionStateMachine<Task<Void, Never>>.EndAction) {
    if case .closeWhenWritten = action { closeWhenWritten() }
  }

  /// Closes the connection when the client has taken the last replies, or stands still.
  func closeWhenWritten() {
    guard let context else { return }
    flush(context)
    let written = context.eventLoop.makePromise(of: Void.self)
    let channel = context.channel
    written.futureResult.whenComplete { _ in channel.close(mode: .all, promise: nil) }
    // Writes complete in order, so this one does when all before it have.
    context.writeAndFlush(wrapOutboundOut(ByteBuffer()), promise: written)
    writeClock.start(buffered: buffered(context), now: context.eventLoop.now)
    armTimer(at: writeClock.deadline)
  }

  /// Closes the connection because of what the client did.
  private func fail(_ reason: String) {
    guard let context else { return }
    logger.debug("connection closed: \(reason)", metadata: ["connection": "\(id)", "uid": "\(peer.uid)"])
    cancel(machine.close())
    flush(context)
    context.close(promise: nil)
  }

  func errorCaught(context: ChannelHandlerContext, error: any Error) {
    logger.debug("connection failed: \(error)", metadata: ["connection": "\(id)", "uid": "\(peer.uid)"])
    context.close(promise: nil)
  }

  func channelInactive(context: ChannelHandlerContext) {
    cancel(machine.close())
    timer?.cancel()
    context.fireChannelInactive()
  }

  private func cancel(_ calls: [Task<Void, Never>]) {
    for call in calls { call.cancel() }
    streams.close()
  }
}
