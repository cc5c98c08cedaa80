internal import NIOCore

extension ServerConnection {
  // MARK: Input

  /// Begins a stream, whose method runs in a task.
  func startStream(
    _ id: StreamID, _ method: StreamMethod, _ payload: ByteBuffer, _ flags: FrameFlags, _ call: CallContext,
    _ watch: CallWatch?, now: NIODeadline
  ) {
    guard let loop = context?.eventLoop else { return }
    guard user.startCall() else {
      watch?.finish(with: .tooManyCallsOfUser(user.calls))
      return refuseCall(id, now: now)
    }
    let connection = NIOLoopBound(self, eventLoop: loop)
    var announced = StreamCredit.announcement(in: call.metadata)
    if !method.kind.serverStreams { announced.window = nil }
    announced.counts = announced.counts && method.kind.clientStreams
    let stream = ServerStream(
      id: id, request: payload, announced: announced, configuration: configuration, received: streams.received,
      ahead: streams.ahead
    ) { [woken = streams.woken] in
      if woken.put(id) { loop.execute { connection.value.sendStreams() } }
    }
    // Before the stream's first message, and before the answer to anything that comes behind its request.
    if announced.window != nil { replies.appendCredit(to: id) }
    if announced.counts {
      let window = StreamCredit.Window(stream: stream.input.bound, connection: configuration.unreadStreamCost)
      replies.append(window, to: id)
    }
    let machine = ServerStreamStateMachine(kind: method.kind, flags: flags, hasPayload: payload.readableBytes > 0)
    // It is the first, for which there is always room.
    if machine.opening.hasMessage, method.kind.clientStreams { _ = stream.input.put(payload) }
    if machine.opening.endsInput { stream.input.end(nil) }
    streams.open[id] = ServerStreams.Entry(
      stream: stream, takesCredit: announced.counts, machine: machine, isEndless: method.isEndless, watch: watch)
    let task = Task { [user] in
      await stream.run(method, call)
      user.endCall()
    }
    self.machine.started(id, task, deadline: call.deadline)
    armTimer(at: call.deadline)
  }

  /// A data frame arrived for a call that runs.
  func receivedData(_ id: StreamID, _ flags: FrameFlags, _ body: ByteBuffer) {
    // A unary call takes no data.
    guard let stream = streams.open[id]?.stream, let action = streams.open[id]?.machine.received(flags) else { return }
    switch action {
    case .message(let isLast):
      if !keep(body, isLast: isLast, of: stream) { wait(for: stream, body, isLast: isLast) }
    case .endInput: stream.input.end(nil)
    case .fail(let status): failCall(id, status)
    case .ignore: break
    }
  }

  /// Gives a message to a stream. Returns false when there is no room for it.
  private func keep(_ body: ByteBuffer, isLast: Bool, of stream: ServerStream) -> Bool {
    guard stream.input.put(body) else { return false }
    if isLast { stream.input.end(nil) }
    while streams.received.isOver, let greediest = streams.greediest {
      failCall(greediest, .streamsUnread(streams.received.limit))
    }
    return true
  }

  /// There is no room for a message. Who counts knew that.
  private func wait(for stream: ServerStream, _ body: ByteBuffer, isLast: Bool) {
    let patience = configuration.streamPatience
    guard streams.open[stream.id]?.takesCredit == false, patience > .zero, let context else {
      return failCall(stream.id, .streamUnread(stream.input.bound))
    }
    let deadline = context.eventLoop.now + patience.timeAmount
    streams.waiting = WaitingMessage(stream: stream.id, body: body, isLast: isLast, deadline: deadline)
    armTimer(at: deadline)
  }

  /// Looks again whether there is room for the message that waits. Returns whether none waits any more.
  func settleWaiting(now: NIODeadline) -> Bool {
    guard let waiting = streams.waiting else { return true }
    if let stream = streams.open[waiting.stream]?.stream,
      !keep(waiting.body, isLast: waiting.isLast, of: stream)
    {
      guard waiting.deadline <= now else { return false }
      failCall(waiting.stream, .streamUnread(stream.input.bound))
    }
    streams.waiting = nil
    return true
  }

  /// The client has read some of a stream.
  func receivedCredit(_ id: StreamID, _ body: ByteBuffer) {
    if let read = StreamCredit.read(body) { streams.open[id]?.stream.output.grant(read) }
  }

  /// The client ended its input: nothing more comes on any stream.
  func endStreamInput() {
    for id in streams.open.keys {
      guard streams.open[id]?.machine.inputLost() == true else { continue }
      streams.open[id]?.stream.input.end(.streamCancelled)
    }
  }

  /// The server shuts down: streams that would never finish end now, so that nobody waits for them.
  func endEndlessStreams() {
    for (id, entry) in streams.open where entry.isEndless { failCall(id, .streamShutDown) }
    if let context { flush(context) }
  }

  // MARK: Output

  /// Sends what streams have to send, each in its turn, until the socket is busy.
  func sendStreams() {
    for id in streams.woken.takeAll() {
      streams.turns.add(id)
      // Nobody is told what was read, but we want to hear of it again.
      if let entry = streams.open[id], !entry.takesCredit { _ = entry.stream.input.credit() }
    }
    guard let context else { return }
    var isLast = false
    while let id = streams.turns.next() {
      if takeTurn(id) { isLast = true }
      if streams.out.count >= Limits.writeBytes { writeStreams(context) }
    }
    if streams.out.count > 0 { writeStreams(context) }
    if streams.turns.isBlocked {
      streams.clock.start(buffered: buffered(context), now: context.eventLoop.now)
      armTimer(at: streams.clock.deadline)
    }
    if isLast { closeWhenWritten() } else { context.flush() }
    if streams.waiting != nil { goOnWhenSettled() }
  }

  /// Lets one stream write. Returns whether it gave the last answer that the connection owed.
  private func takeTurn(_ id: StreamID) -> Bool {
    if let entry = streams.open[id], entry.takesCredit, let read = entry.stream.input.credit() {
      streams.out.appendCredit(read, to: id)
    }
    while let item = streams.open[id]?.stream.output.next() {
      switch item {
      case .message(let message):
        streams.out.append(message: message, to: id)
      case .ending(let ending):
        streams.open.removeValue(forKey: id)?.finish(ending)
        return finish(id, ending)
      }
      if streams.out.count >= Limits.writeBytes {
        streams.turns.add(id)
        return false
      }
    }
    return false
  }

  private func finish(_ id: StreamID, _ ending: StreamEnding) -> Bool {
    let action = machine.finished(id)
    guard action != .drop else { return false }
    arena.reset()
    switch ending {
    case .closed: streams.out.appendClose(of: id)
    case .response(let payload): streams.out.append(.buffer(payload), to: id, arena: arena)
    case .failure(let status): streams.out.append(.failure(status), to: id, arena: arena)
    }
    return action == .replyAndClose
  }

  private func writeStreams(_ context: ChannelHandlerContext) {
    let bytes = streams.out.take()
    let size = bytes.readableBytes
    let written = context.eventLoop.makePromise(of: Void.self)
    written.futureResult.assumeIsolated().whenSuccess { [self] in writtenStreams(size) }
    streams.turns.handedOver(size)
    context.write(wrapOutboundOut(bytes), promise: written)
  }

  private func writtenStreams(_ size: Int) {
    streams.turns.written(size)
    streams.clock.stop()
    guard streams.turns.hasReady, !streams.isScheduled, let context else { return }
    // Not at once: this may run within a flush, and other connections have their turn first.
    streams.isScheduled = true
    context.eventLoop.assumeIsolated().execute { [self] in
      streams.isScheduled = false
      sendStreams()
    }
  }
}
