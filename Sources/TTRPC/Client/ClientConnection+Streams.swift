internal import NIOCore

extension ClientConnection {
  /// The request of a stream is in the buffer: its messages may follow.
  func opened(_ call: StreamCall, on stream: StreamID) {
    streams.open[call.id] = OpenStreams.Entry(
      call: call, stream: stream, machine: ClientStreamStateMachine(kind: call.kind),
      isCounted: call.isCounted && !streams.kinship.isOther)
    if streams.kinship.isOther { call.output.open(nil) }
    streams.turns.add(call.id)
  }

  /// A task wrote something. Until the request is sent it waits there.
  func hasOutput(_ id: CallID) {
    guard let entry = streams.open[id] else { return }
    streams.turns.add(id)
    // Nobody is told what was read, but we want to hear of it again.
    if !entry.takesCredit { _ = entry.call.input.credit() }
  }

  /// Lets streams write, each in its turn, until the socket is busy.
  func sendStreams(to channel: any Channel) {
    while channel.isWritable, let id = streams.turns.next() {
      takeTurn(id)
      if out.readableBytes >= Limits.writeBytes { handStreams(to: channel) }
    }
    if out.readableBytes > 0 { handStreams(to: channel) }
  }

  private func takeTurn(_ id: CallID) {
    if let entry = streams.open[id], entry.takesCredit, let read = entry.call.input.credit() {
      out.writeCredit(read, to: entry.stream)
    }
    while let entry = streams.open[id] {
      let room = entry.isCounted ? streams.account.room(beside: entry.unread) : .max
      guard let item = entry.call.output.next(within: room) else { return restTurn(entry) }
      switch item {
      case .message(let message):
        guard entry.machine.maySend else { continue }
        streams.sent(message.readableBytes, on: id)
        out.writeFrameHeader(FrameHeader(length: message.readableBytes, streamID: entry.stream, type: .data))
        out.writeImmutableBuffer(message)
      case .ending:
        return endOutput(id)
      }
      if out.readableBytes >= Limits.writeBytes { return streams.turns.add(id) }
    }
  }

  /// The stream has nothing to send, or nothing that the server has room for. If it is not known to count, ask.
  private func restTurn(_ entry: OpenStreams.Entry) {
    guard entry.isCounted, entry.call.output.isHeldBack else { return }
    streams.holdBack(entry.call.id)
    guard streams.kinship.mayAsk else { return }
    let stream = writeQuestion()
    streams.kinship.asked(on: stream, about: entry.call.id)
    if stream == nil { streams.countNothing() }
  }

  /// The server has answered what nobody needs to know, and has shown or not who it is.
  func receivedAnswer() {
    let open = streams.open
    streams.kinship.answered { open[$0] != nil }
    if streams.kinship.isOther { streams.countNothing() } else { streams.letGo() }
  }

  /// Always a frame of its own, the only form that every server takes.
  private func endOutput(_ id: CallID) {
    guard let entry = streams.open[id], streams.open[id]?.machine.endOutput() == true else { return }
    writeClose(of: entry.stream)
  }

  private func writeClose(of stream: StreamID) {
    out.writeFrameHeader(FrameHeader(length: 0, streamID: stream, type: .data, flags: [.remoteClosed, .noData]))
  }

  private func handStreams(to channel: any Channel) {
    let size = out.readableBytes
    streams.turns.handedOver(size)
    hand(to: channel) { [weak self] in
      guard let self else { return }
      self.streams.turns.written(size)
      guard self.streams.turns.hasReady, !self.isSendScheduled else { return }
      // Not at once: this may run within a flush.
      self.isSendScheduled = true
      self.loop.assumeIsolated().execute {
        self.isSendScheduled = false
        self.send()
      }
    }
  }

  /// A frame arrived for a stream.
  func received(_ header: FrameHeader, _ body: ByteBuffer, for call: StreamCall) {
    guard let action = streams.open[call.id]?.machine.received(header.type, header.flags, length: header.length) else {
      return
    }
    switch action {
    case .message: receivedMessage(body, isLast: false, for: call)
    case .lastMessage: receivedMessage(body, isLast: true, for: call)
    case .end: end(call, nil)
    case .response: receivedResponse(body, for: call)
    case .credit:
      streams.kinship.credited()
      streams.open[call.id]?.takesCredit = true
      streams.turns.add(call.id)
    case .granted:
      if let read = StreamCredit.read(body) { streams.credited(read, on: call.id) }
    case .window:
      guard let window = StreamCredit.window(body), streams.open[call.id]?.isCounted == true else { break }
      streams.kinship.credited()
      streams.account.limit = window.connection
      call.output.open(window.stream)
      streams.letGo()
    case .violation:
      end(
        call, .protocolViolation(reason: "a frame of type \(header.type.rawValue) answers a \(call.kind) call"))
    case .ignore: break
    }
  }

  private func receivedResponse(_ body: ByteBuffer, for call: StreamCall) {
    switch result(of: body) {
    case .failure(let failure): end(call, failure)
    case .success(let payload):
      // Some servers end a stream of messages so; what they say with it, if anything, is a message.
      let isMessage = !call.kind.serverStreams || payload.readableBytes > 0
      if isMessage { receivedMessage(payload, isLast: true, for: call) } else { end(call, nil) }
    }
  }

  /// Gives a message to its stream. When there is no room, a server that counts knew that, and any other learns it by
  /// being read from no more for a moment.
  private func receivedMessage(_ body: ByteBuffer, isLast: Bool, for call: StreamCall) {
    if call.input.put(body) {
      if isLast { end(call, nil) }
      return
    }
    let patience = configuration.streamPatience
    guard streams.open[call.id]?.takesCredit == false, patience > .zero else { return overflowed(call) }
    let deadline = loop.now + patience.timeAmount
    streams.waiting = WaitingMessage(stream: call.id, body: body, isLast: isLast, deadline: deadline)
    armTimer(at: deadline)
  }

  /// Looks again whether there is room for the message that waits, and goes on if there is, or if it waited long enough.
  func settleWaiting() {
    guard let waiting = streams.waiting else { return }
    if let call = streams.open[waiting.stream]?.call {
      if call.input.put(waiting.body) {
        if waiting.isLast { end(call, nil) }
      } else if waiting.deadline <= loop.now {
        overflowed(call)
      } else {
        return
      }
    }
    streams.waiting = nil
    goOn()
  }

  /// Nobody reads what the server sends: this stream ends, so that the others go on.
  private func overflowed(_ call: StreamCall) {
    _ = machine.abandon(call.id)
    abandoned(call, .status(.streamUnread(call.input.bound)))
  }

  private func end(_ call: StreamCall, _ failure: CallFailure?) {
    // The machine has let go of it with the server's last frame; after a violation it does now.
    _ = machine.abandon(call.id)
    streams.remove(call.id)
    call.end(failure)
  }

  /// Nobody waits for the stream any more: tells the server what it understands.
  func abandoned(_ call: StreamCall, _ failure: CallFailure) {
    if let stream = streams.open[call.id]?.stream {
      let isOurs = streams.kinship.isOurs
      switch streams.open[call.id]?.machine.abandon(isOurs: isOurs) {
      case .close: writeClose(of: stream)
      case .cancel: out.writeCancel(of: stream)
      case .nothing, nil: break
      }
    }
    streams.remove(call.id)
    call.end(failure)
  }
}
