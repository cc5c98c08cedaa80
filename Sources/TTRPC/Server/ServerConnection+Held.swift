internal import NIOCore

/// What a connection holds of the server's buffers, and what it said of that.
struct HeldBuffers {
  var input = HeldReport()
  var output = HeldReport()
  /// Bytes written since the channel was asked what it holds.
  var written = 0
  /// Large requests that wait for their answers, by stream id.
  private var requests: [StreamID: Int] = [:]
  private(set) var requestBytes = 0

  mutating func hold(request id: StreamID, bytes: Int) {
    guard bytes >= Limits.chargedRequestBytes else { return }
    requests[id] = bytes
    requestBytes += bytes
  }

  mutating func release(request id: StreamID) {
    guard requestBytes > 0, let bytes = requests.removeValue(forKey: id) else { return }
    requestBytes -= bytes
  }
}

extension ServerConnection {
  private var inputBytes: Int {
    decoder.heldBytes + held.requestBytes + streams.received.total + (streams.waiting?.body.readableBytes ?? 0)
  }

  /// Says what we hold of requests, when it is much or was.
  func chargeInput() {
    // Once closed, nothing is ours any more.
    guard context != nil, let bytes = held.input.update(inputBytes) else { return }
    occupancy.hold(bytes, of: .input, by: id, of: user.uid)
  }

  /// Says what we hold of replies, when it is much or was.
  func chargeOutput(_ context: ChannelHandlerContext) {
    held.written = 0
    let bytes = held.output.update(buffered(context))
    // Nobody tells us when the client has read it.
    if held.output.said > 0 { armTimer(at: context.eventLoop.now + Limits.heldBytesLook.timeAmount) }
    guard let bytes else { return }
    occupancy.hold(bytes, of: .output, by: id, of: user.uid)
  }

  /// All connections together hold too much, and we were seen to hold most of it. Closes, unless that is over.
  func giveUp(_ buffer: Occupancy.Buffer) {
    guard let context else { return }
    let (said, bytes) =
      switch buffer {
      case .input: (held.input.said, inputBytes)
      case .output: (held.output.said, buffered(context))
      }
    guard bytes > 0, bytes >= said / 2 else { return sayAgain(buffer, context) }
    occupancy.closes(id, of: user.uid, for: buffer, bytes: bytes, now: context.eventLoop.now)
    fail("all connections together hold too much, and this one most")
  }

  private func sayAgain(_ buffer: Occupancy.Buffer, _ context: ChannelHandlerContext) {
    switch buffer {
    case .input:
      held.input.forget()
      chargeInput()
    case .output:
      held.output.forget()
      chargeOutput(context)
    }
  }

  /// As many calls of our user run as may.
  func refuseCall(_ id: StreamID, now: NIODeadline) {
    replies.append(.failure(.tooManyCallsOfUser(user.calls)), to: id, arena: arena)
    occupancy.refusedCall(of: user.uid, now: now)
  }
}

extension Status {
  static func tooManyCallsOfUser(_ limit: Int) -> Status {
    Status(
      code: .resourceExhausted,
      message: "\(limit) calls of this user are running on all its connections, the most allowed; "
        + "wait for answers before sending more")
  }
}
