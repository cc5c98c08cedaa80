internal import NIOCore

/// What a method found that took its time: how to encode the answer on the event loop.
struct LateResult: Sendable {
  let id: StreamID
  let encode: @Sendable (Arena) -> Reply
}

extension ServerConnection {
  /// Decodes a request and calls its method. Returns how much work that was; reading it counts too, whatever came of
  /// it then.
  func answer(_ id: StreamID, _ flags: FrameFlags, _ body: ByteBuffer, now: NIODeadline) -> Int {
    arena.reset()
    let reading = 1 + body.readableBytes / Limits.bytesPerWork
    do throws(Status) {
      let handling = unsafe try body.withUnsafeReadableBytes { bytes throws(Status) in
        try unsafe call(id, flags, bytes, now: now)
      }
      guard let handling else { return reading }
      switch handling.0 {
      case .now(let reply, let work):
        replies.append(reply, to: id, arena: arena)
        return reading + work
      case .later(let work):
        start(id, work, deadline: handling.1, requestBytes: body.readableBytes, now: now)
        // Nobody says what it cost to decode. Many small messages cost most.
        return 1 + body.readableBytes / Limits.messageBytesPerWork
      }
    } catch {
      replies.append(.failure(error), to: id, arena: arena)
    }
    return reading
  }

  /// Calls the method. Returns nil when that began a stream.
  private func call(
    _ id: StreamID, _ flags: FrameFlags, _ bytes: UnsafeRawBufferPointer, now: NIODeadline
  ) throws(Status) -> (Handling, NIODeadline)? {
    let request = try unsafe RequestEnvelope(bytes, arena: arena)
    let target = try unsafe methods.find(service: request.service, method: request.method)
    let metadata = try request.metadata(entries: configuration.metadataEntries, bytes: configuration.metadataBytes)
    let standard = target.streamKind != nil ? nil : standardDeadline
    let deadline = try request.deadline(now: now, standard: standard)
    let context = CallContext(
      peer: peer, service: target.service, method: target.method, metadata: metadata, deadline: deadline,
      connectionID: self.id, stream: target.streamKind)
    switch target.handler {
    case .unary(let method):
      return (unsafe method.handle(request.payload, context: context, arena: arena), deadline)
    case .stream(let method):
      let watch =
        method.interceptors.isEmpty
        ? nil : CallWatch(try InterceptedCall(context, passing: method.interceptors))
      unsafe startStream(id, method, ByteBuffer(bytes: request.payload), flags, context, watch, now: now)
      return nil
    }
  }

  /// Runs the work of a call in a task, which leaves its result in the mailbox.
  private func start(
    _ id: StreamID, _ work: @escaping @Sendable () async -> @Sendable (Arena) -> Reply, deadline: NIODeadline,
    requestBytes: Int, now: NIODeadline
  ) {
    guard let loop = context?.eventLoop else { return }
    guard user.startCall() else { return refuseCall(id, now: now) }
    held.hold(request: id, bytes: requestBytes)
    let connection = NIOLoopBound(self, eventLoop: loop)
    let task = Task { [results, user] in
      let result = LateResult(id: id, encode: await work())
      user.endCall()
      if results.put(result) { loop.execute { connection.value.deliver() } }
    }
    machine.started(id, task, deadline: deadline)
    armTimer(at: deadline)
  }

  /// Encodes every result in the mailbox and sends them together.
  private func deliver() {
    undelivered.append(contentsOf: results.takeAll())
    deliverMore()
  }

  /// Goes on with that, as far as the user's share of this turn goes: a thousand connections may have results at once.
  func deliverMore() {
    var isLast = false
    while let result = undelivered.first {
      if let share, share.isUsedUp {
        yield(to: share)
        break
      }
      undelivered.removeFirst()
      held.release(request: result.id)
      switch machine.finished(result.id) {
      case .reply:
        reply(result)
      case .replyAndClose:
        reply(result)
        isLast = true
      case .drop:
        break
      }
    }
    if isLast {
      closeWhenWritten()
    } else if let context {
      flush(context)
    }
    chargeInput()
  }

  private func reply(_ result: LateResult) {
    arena.reset()
    let before = replies.count
    replies.append(result.encode(arena), to: result.id, arena: arena)
    share?.worked(1 + (replies.count - before) / Limits.messageBytesPerWork)
  }

  /// Answers the calls whose time is up.
  func expireCalls(now: NIODeadline) {
    end(machine.expire(now: now), with: .deadlineExceeded)
    if let context { flush(context) }
  }

  /// Answers a call with an error before its work is done, unless it has been answered.
  func failCall(_ id: StreamID, _ status: Status) {
    if let action = machine.answerEarly(id) { end(action, with: status) }
  }

  /// Gives up a call that nobody waits for. Its place is free as soon as its method gives up.
  func cancelCall(_ id: StreamID) {
    guard let action = machine.answerEarly(id) else { return }
    for (id, task) in action.expired {
      task.cancel()
      streams.open[id]?.abort(.streamCancelled)
    }
    if action.close { closeWhenWritten() }
  }

  private func end(_ action: ServerConnectionStateMachine<Task<Void, Never>>.ExpireAction, with status: Status) {
    for (id, task) in action.expired {
      task.cancel()
      streams.open[id]?.abort(status)
      replies.append(.failure(status), to: id, arena: arena)
    }
    if action.close { closeWhenWritten() }
  }
}
