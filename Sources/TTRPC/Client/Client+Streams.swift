public import NIOCore

extension Client {
  /// Opens a stream. Returns at once; whether the server can be reached and has the method is told by what is done next.
  ///
  /// - Parameters:
  ///   - kind: which side sends how many messages, as the method is declared.
  ///   - service: the full name of the service, for example `v1.Echo`.
  ///   - method: the bare name of the method.
  ///   - payload: the encoded request of a server-streaming method. The others take their messages from
  ///     ``ClientStream/send(_:)``.
  ///   - metadata: what the server shall know beside the messages.
  ///   - timeout: how long the whole stream may last; the server learns what is left of it. Nil, the default, is for ever.
  /// - Returns: the stream, which is abandoned when nothing refers to it any more.
  /// - Throws: `.deadlineExceeded` for a timeout that is not positive, `.messageTooLarge` for a request that is too long.
  public func stream(
    _ kind: StreamKind, service: String, method: String, payload: ByteBuffer = ByteBuffer(), metadata: Metadata = [:],
    timeout: Duration? = nil
  ) throws(CallFailure) -> ClientStream {
    precondition(
      !kind.clientStreams || payload.readableBytes == 0,
      "\(service)/\(method): a stream of this kind takes no payload; send it as the first message")
    let call = ClientCall(service: service, method: method, metadata: metadata, timeout: timeout, stream: kind)
    guard !interceptors.isEmpty else { return try open(call, kind, payload, seen: nil) }
    let seen = SeenCall(call, by: interceptors)
    do throws(CallFailure) {
      return try open(seen.call, kind, payload, seen: seen)
    } catch {
      seen.finish(with: error)
      throw error
    }
  }

  private func open(
    _ call: ClientCall, _ kind: StreamKind, _ payload: ByteBuffer, seen: SeenCall?
  ) throws(CallFailure) -> ClientStream {
    let nanoseconds = call.timeout.map { min($0, Limits.longestTimeout).nanoseconds }
    if let nanoseconds, nanoseconds <= 0 { throw .deadlineExceeded }
    var metadata = call.metadata
    let announcement = StreamCredit.announce(kind, window: configuration.streamBound)
    // Not where the server would refuse the stream for it.
    let announces = metadata.hasRoom(for: announcement)
    if announces { metadata.append(announcement.key, announcement.value) }
    let request = OutgoingRequest(
      service: call.service, method: call.method, payload: payload, metadata: metadata, flags: kind.openingFlags)
    let size = request.encodedSize(timeoutNanoseconds: nanoseconds ?? 0)
    guard size <= configuration.frameBytes else {
      throw .messageTooLarge(size: size, limit: configuration.frameBytes)
    }
    let deadline = nanoseconds.map { loop.now + .nanoseconds($0) } ?? .distantFuture
    let id = nextCallID()
    let call = StreamCall(
      id: id, kind: kind, bound: configuration.streamBound, isCounted: announces && kind.clientStreams, seen: seen
    ) { [weak self] in
      self?.post(.output(id))
    }
    post(.call(id, PendingRequest(request, deadline: deadline, stream: call)))
    return ClientStream(call, client: self, frameBytes: configuration.frameBytes)
  }

  func abandon(_ id: CallID) {
    post(.abandon(id))
  }
}

extension Metadata {
  /// Whether a server takes one more entry, unless it is configured to take fewer.
  fileprivate func hasRoom(for entry: Entry) -> Bool {
    let bytes = (entries + [entry]).reduce(0) { $0 + $1.key.utf8.count + $1.value.utf8.count }
    return entries.count < Limits.metadataEntries && bytes <= Limits.metadataBytes
  }
}
