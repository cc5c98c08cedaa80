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
    /// All connections together hold too much, and this one most of it.
    case holdsMost(Occupancy.Buffer)
  }

  let id: UInt64
  let peer: PeerCredentials
  let user: PeerUser
  let methods: MethodTable
  let configuration: Server.Configuration
  /// How long a call may take that does not say.
  let standardDeadline: TimeAmount?
  let arena: Arena
  let occupancy: Occupancy
  /// Answers of methods that took their time.
  let results = Mailbox<LateResult>()
  /// Those that wait for our turn.
  var undelivered: ArraySlice<LateResult> = []
  private let logger: Logger

  var machine: ServerConnectionStateMachine<Task<Void, Never>>
  var replies: ReplyBuffer
  var streams: ServerStreams
  var context: ChannelHandlerContext?
  private var timer: LoopTimer?
  var decoder: FrameDecoder
  private var frameClock: FrameClock
  private var writeClock: WriteClock
  private var isDecoding = false
  /// The turn's work is done: others have theirs before the rest of the input is looked at.
  private var isYielding = false
  /// What was done in this turn of the loop, in units of the cheapest answer.
  private var turnWork = 0
  /// What all connections of our user may do in a turn of this loop.
  private(set) var share: LoopShare<ServerConnection>?
  private var hasSpoken = false
  /// What we hold of the server's buffers.
  var held = HeldBuffers()
  private var isReadHeld = false
  private var inputEnded = false
  private var hasWritten = false

  init(
    id: UInt64, peer: PeerCredentials, user: PeerUser, methods: MethodTable, configuration: Server.Configuration,
    occupancy: Occupancy, arena: Arena, logger: Logger
  ) {
    self.id = id
    self.peer = peer
    self.user = user
    self.occupancy = occupancy
    self.methods = methods
    self.configuration = configuration
    standardDeadline = configuration.deadline?.timeAmount
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
    share = user.share(of: context.eventLoop)
    timer = LoopTimer(on: context.eventLoop) { [unowned self] in self.timePassed() }
  }

  func handlerRemoved(context: ChannelHandlerContext) {
    self.context = nil
  }

  // MARK: Input

  func channelRead(context: ChannelHandlerContext, data: NIOAny) {
    decoder.append(unwrapInboundIn(data))
    decode(context)
    chargeInput()
  }

  func channelReadComplete(context: ChannelHandlerContext) {
    turnWork = 0
    flush(context)
    // To read is work too.
    if let share, share.isUsedUp { yield(to: share) }
  }

  /// Reads only while the client reads: what it leaves unread is all it can make us hold. And only while its user has
  /// something left of its share.
  func read(context: ChannelHandlerContext) {
    if isReading(context) {
      context.read()
    } else {
      isReadHeld = true
    }
  }

  /// Reads on, if reading was held back and the reason for it is gone.
  private func resumeReading(_ context: ChannelHandlerContext) {
    guard isReadHeld, isReading(context) else { return }
    isReadHeld = false
    context.read()
  }

  private func isReading(_ context: ChannelHandlerContext) -> Bool {
    context.channel.isWritable && !isYielding && streams.waiting == nil
  }

  /// Looks at what arrived meanwhile, and reads on.
  private func goOn(_ context: ChannelHandlerContext) {
    decode(context)
    flush(context)
    resumeReading(context)
    chargeInput()
  }

  /// Goes on if there is room for the message that waits, or if it has waited long enough.
  func goOnWhenSettled() {
    guard let context, settleWaiting(now: context.eventLoop.now) else { return }
    frameClock.restart(now: context.eventLoop.now)
    goOn(context)
  }

  /// Handles all that arrived, until the client has too much to read, or had its share of the loop.
  private func decode(_ context: ChannelHandlerContext) {
    guard !isDecoding, !isYielding, streams.waiting == nil, let share else { return }
    isDecoding = true
    defer { isDecoding = false }
    let now = context.eventLoop.now
    // Nobody else has a part of the share meanwhile: asked and told once, not for every frame.
    let begin = turnWork
    let end = share.end(of: turnWork)
    defer { share.worked(turnWork - begin) }
    var progressed = false
    // Only what is written changes it, and asking costs.
    var isWritable = context.channel.isWritable
    while isWritable, streams.waiting == nil {
      if turnWork >= end, decoder.hasUndecoded { return yield(to: share) }
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
      if replies.count >= Limits.writeBytes {
        write(context)
        isWritable = context.channel.isWritable
      }
    }
    if progressed, !hasSpoken { speak() }
    guard !hasUnhandled else { return }
    frameClock.read(insideFrame: decoder.isInsideFrame, progressed: progressed, now: now)
    armTimer(at: frameClock.deadline)
    if inputEnded { endInput() }
  }

  /// Whether something that arrived waits for us to go on.
  private var hasUnhandled: Bool { decoder.hasUndecoded || streams.waiting != nil }

  private func speak() {
    hasSpoken = true
    occupancy.spoke(id)
  }

  /// Goes on when everybody else on this loop had their turn.
  func yield(to share: LoopShare<ServerConnection>) {
    guard !isYielding else { return }
    isYielding = true
    share.wait(self)
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
    held.written += replies.count
    context.write(wrapOutboundOut(replies.take()), promise: nil)
  }

  /// Sends all replies at once.
  func flush(_ context: ChannelHandlerContext) {
    if replies.count > 0 { write(context) }
    guard hasWritten else { return }
    hasWritten = false
    context.flush()
    if held.written >= Limits.heldBytesStep { chargeOutput(context) }
  }

  func channelWritabilityChanged(context: ChannelHandlerContext) {
    let now = context.eventLoop.now
    if context.channel.isWritable {
      writeClock.stop()
      frameClock.restart(now: now)
      goOn(context)
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
    let isReading = isReading(context)
    if isReading, frameClock.isOverdue(now: now) {
      return fail("a frame did not arrive whole within \(configuration.frameTime)")
    }
    let buffered = buffered(context)
    if writeClock.isStuck(buffered: buffered, now: now) || streams.clock.isStuck(buffered: buffered, now: now) {
      return fail("the client did not read its replies for \(configuration.unreadReplyTime)")
    }
    expireCalls(now: now)
    if let waiting = streams.waiting {
      if waiting.deadline <= now { goOnWhenSettled() }
      armTimer(at: streams.waiting?.deadline)
    }
    if held.output.said > 0 { chargeOutput(context) }
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
      if !hasUnhandled { endInput() }
    case Event.shutDown:
      perform(machine.shutDown())
      endEndlessStreams()
    case Event.holdsMost(let buffer):
      giveUp(buffer)
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
  func fail(_ reason: String) {
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

extension ServerConnection: TurnTaker {
  func takeTurn() {
    isYielding = false
    turnWork = 0
    guard let context else { return }
    if !undelivered.isEmpty { deliverMore() }
    goOn(context)
  }
}
