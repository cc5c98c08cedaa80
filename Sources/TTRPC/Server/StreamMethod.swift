internal import NIOCore

/// A method that streams, as the transport calls it.
struct StreamMethod: Sendable {
  let kind: StreamKind
  /// Goes on until somebody ends it: a server that shuts down does.
  let isEndless: Bool
  /// Runs in a task, which is cancelled at the call's deadline and when the client is gone. Returns the one answer of a
  /// client-streaming method, nil of the others.
  let body: @Sendable (ServerStream, CallContext) async throws(Status) -> ByteBuffer?
  var interceptors: [any ServerInterceptor] = []

  init(
    kind: StreamKind, isEndless: Bool,
    body: @escaping @Sendable (ServerStream, CallContext) async throws(Status) -> ByteBuffer?
  ) {
    self.kind = kind
    self.isEndless = isEndless
    self.body = body
  }
}

extension StreamMethod {
  static func serverStreaming(
    isEndless: Bool = false,
    _ handler: @escaping @Sendable (ByteBuffer, StreamWriter, CallContext) async throws(Status) -> Void
  ) -> StreamMethod {
    StreamMethod(kind: .serverStreaming, isEndless: isEndless) { stream, context throws(Status) in
      try await handler(stream.request, StreamWriter(stream), context)
      return nil
    }
  }

  static func clientStreaming(
    isEndless: Bool = false,
    _ handler: @escaping @Sendable (StreamMessages, CallContext) async throws(Status) -> ByteBuffer
  ) -> StreamMethod {
    StreamMethod(kind: .clientStreaming, isEndless: isEndless) { stream, context throws(Status) in
      try await handler(StreamMessages(stream), context)
    }
  }

  static func bidirectional(
    isEndless: Bool = false,
    _ handler: @escaping @Sendable (StreamMessages, StreamWriter, CallContext) async throws(Status) -> Void
  ) -> StreamMethod {
    StreamMethod(kind: .bidirectional, isEndless: isEndless) { stream, context throws(Status) in
      try await handler(StreamMessages(stream), StreamWriter(stream), context)
      return nil
    }
  }
}

/// How a method ends its stream.
enum StreamEnding: Sendable {
  /// All messages are sent.
  case closed
  /// This is the one answer.
  case response(ByteBuffer)
  case failure(Status)
}

/// One stream of a server, between the connection's event loop and the task of its method.
final class ServerStream: Sendable {
  let id: StreamID
  /// The longest message, in bytes.
  let frameBytes: Int
  /// What opened a server-streaming method.
  let request: ByteBuffer
  let input: IncomingMessages<Status>
  let output: OutgoingMessages<StreamEnding, Status>

  /// - Parameters:
  ///   - id: its stream id.
  ///   - request: what opened a server-streaming method.
  ///   - announced: what the client says of itself.
  ///   - configuration: the limits.
  ///   - received: what the connection's streams keep of the client's messages.
  ///   - ahead: what they keep of their methods'.
  ///   - tell: tells the connection that there is something to send, or room for more.
  init(
    id: StreamID, request: ByteBuffer, announced: StreamCredit.Announcement, configuration: Server.Configuration,
    received: StreamLedger, ahead: StreamLedger, tell: @escaping @Sendable () -> Void
  ) {
    self.id = id
    self.request = request
    frameBytes = configuration.frameBytes
    input =
      announced.counts
      ? IncomingMessages(
        bound: configuration.streamBound.orAtLeast(StreamCredit.initial), creditCost: configuration.creditCost,
        ledger: received, tell: tell)
      : IncomingMessages(bound: configuration.streamBound, ledger: received, tell: tell)
    output = OutgoingMessages(
      bound: StreamBound(messages: Limits.streamAheadMessages, bytes: Limits.streamAheadBytes),
      window: announced.window, ledger: ahead, tell: tell)
  }

  /// Runs the method, and queues how it ended.
  func run(_ method: StreamMethod, _ context: CallContext) async {
    let ending: StreamEnding
    do throws(Status) {
      ending = try await method.body(self, context).map { .response($0) } ?? .closed
    } catch {
      ending = .failure(error)
    }
    input.discard()
    output.finish(ending)
  }

  func traffic(_ kind: StreamKind) -> StreamTraffic {
    var received = input.total
    if !kind.clientStreams { received.add(request.readableBytes) }
    return StreamTraffic(received: received, sent: output.total)
  }

  /// The stream ends for the client: the method is told the next time it reads or writes.
  func abort(_ status: Status) {
    input.abort(status)
    output.abort(status)
  }
}
