import NIOCore
import NIOEmbedded
import Testing

@testable import TTRPC

/// A server's end of a connection without a socket, and with a clock that stands still until it is moved.
struct ServerHarness {
  let channel = NIOAsyncTestingChannel()
  /// What `v1.Echo/Later` is told when it may go on, and what became of it.
  let gate = Gate()

  init(
    user: PeerUser = PeerUser(uid: 2), _ configure: (inout Server.Configuration) -> Void = { _ in }
  ) async throws {
    var configuration = Server.Configuration.defaults
    configure(&configuration)
    var methods = MethodTable()
    _ = methods.add(service: "v1.Echo", method: "Now", handler: EchoNow())
    _ = methods.add(service: "v1.Echo", method: "Later", handler: EchoLater(gate: gate))
    _ = methods.add(service: "v1.Echo", method: "Huge", handler: Huge())
    _ = methods.add(service: "v1.Echo", method: "Laborious", handler: Laborious())
    _ = methods.add(service: "v1.Echo", method: "Context", handler: DescribeContext())
    for (name, method) in StreamMethod.examples(gate: gate) {
      _ = methods.add(service: "v1.Echo", method: name, .stream(method))
    }
    try await channel.testingEventLoop.executeInContext { [channel, configuration, methods] in
      let connection = ServerConnection(
        id: 7, peer: PeerCredentials(pid: 1, uid: 2, gid: 3), user: user, methods: methods,
        configuration: configuration, occupancy: Occupancy(configuration, logger: LiveServer.quiet),
        arena: try #require(Arena()), logger: LiveServer.quiet)
      try channel.pipeline.syncOperations.addHandler(connection)
    }
    try await channel.connect(to: SocketAddress(unixDomainSocketPath: "/testing"))
  }

  func receive(_ bytes: ByteBuffer...) async throws {
    for bytes in bytes { try await channel.writeInbound(bytes) }
  }

  /// What was answered since the last look, in readable form: `1 "hi"`, `3 INVALID_ARGUMENT: …`.
  func answers() async throws -> [String] {
    var decoder = FrameDecoder(limit: Limits.frameBytesCeiling)
    while let bytes = try await channel.readOutbound(as: ByteBuffer.self) { decoder.append(bytes) }
    let arena = try #require(Arena())
    return drain(&decoder).map { event in
      guard case .frame(let header, let body) = event, header.type == .response else { return "\(event)" }
      switch ResponseEnvelope(body, arena: arena) {
      case .payload(let payload): return "\(header.streamID) \"\(String(buffer: payload))\""
      case .failure(let status): return "\(header.streamID) \(status)"
      case nil: return "\(header.streamID) undecodable"
      }
    }
  }

  /// Lets tasks run until they have brought some answers.
  func awaitAnswers(_ count: Int) async throws -> [String] {
    var all: [String] = []
    while all.count < count {
      await Task.yield()
      await run()
      all += try await answers()
    }
    return all
  }

  /// A frame that was sent, as bytes and as text: `1 data [] hi`, `3 response "hi"`.
  struct SentFrame {
    let bytes: ByteBuffer
    let text: String
  }

  /// What was sent since the last look.
  func frames() async throws -> [SentFrame] {
    var decoder = FrameDecoder(limit: Limits.frameBytesCeiling)
    while let bytes = try await channel.readOutbound(as: ByteBuffer.self) { decoder.append(bytes) }
    let arena = try #require(Arena())
    return drain(&decoder).compactMap { event in
      guard case .frame(let header, let body) = event else { return nil }
      let bytes = ByteBuffer(frame: header.type, header.streamID, flags: header.flags, body)
      let flags = [1, 2, 4, 8].filter { header.flags.rawValue & $0 != 0 }
      let text =
        switch (header.type, ResponseEnvelope(body, arena: arena)) {
        case (.data, _): "data \(flags) \(String(buffer: body))"
        case (.response, .payload(let payload)): "response \"\(String(buffer: payload))\""
        case (.response, .failure(let status)): "response \(status)"
        default: "type \(header.type.rawValue) \(flags) \(body.hex)"
        }
      return SentFrame(bytes: bytes, text: "\(header.streamID) \(text)")
    }
  }

  /// Lets tasks run until they have sent some frames.
  func awaitFrames(_ count: Int) async throws -> [SentFrame] {
    var all: [SentFrame] = []
    while all.count < count {
      await Task.yield()
      await run()
      all += try await frames()
    }
    return all
  }

  /// Lets the event loop do what is due.
  func run() async {
    await channel.testingEventLoop.run()
  }

  /// Lets who used up its share of the event loop go on.
  func nextRound() async {
    await advance(by: Limits.roundPause)
  }

  func advance(by time: TimeAmount) async {
    await channel.testingEventLoop.advanceTime(by: time)
  }

  func setWritable(_ isWritable: Bool) async throws {
    try await channel.testingEventLoop.executeInContext { [channel] in
      channel.isWritable = isWritable
      channel.pipeline.fireChannelWritabilityChanged()
    }
  }

  func endInput() async throws {
    try await fire(ChannelEvent.inputClosed)
  }

  func shutDown() async throws {
    try await fire(ServerConnection.Event.shutDown)
  }

  private func fire(_ event: some Sendable) async throws {
    try await channel.testingEventLoop.executeInContext { [channel] in
      channel.pipeline.fireUserInboundEventTriggered(event)
    }
  }
}

/// Echoes in a task, once the gate opens.
final class EchoLater: UnaryMethod {
  private let gate: Gate

  init(gate: Gate) { self.gate = gate }

  func handle(_ payload: UnsafeRawBufferPointer, context: CallContext, arena: Arena) -> Handling {
    let request = unsafe ByteBuffer(bytes: payload)
    return .later { [gate] in
      await gate.pass()
      return { _ in .buffer(request) }
    }
  }
}

/// Answers with more than fits into a frame.
final class Huge: UnaryMethod {
  func handle(_ payload: UnsafeRawBufferPointer, context: CallContext, arena: Arena) -> Handling {
    .now(.buffer(ByteBuffer(repeating: 0, count: Limits.frameBytes)))
  }
}

/// Says that it did as much as a connection may do in a third of a turn.
final class Laborious: UnaryMethod {
  func handle(_ payload: UnsafeRawBufferPointer, context: CallContext, arena: Arena) -> Handling {
    .now(.buffer(unsafe ByteBuffer(bytes: payload)), work: Limits.workPerTurn / 3 + 1)
  }
}

/// Answers with what it was told.
final class DescribeContext: UnaryMethod {
  func handle(_ payload: UnsafeRawBufferPointer, context: CallContext, arena: Arena) -> Handling {
    let metadata = context.metadata.entries.map { "\($0.key)=\($0.value)" }.joined(separator: ",")
    return .now(
      .buffer(
        ByteBuffer(
          string: "\(context.connectionID) \(context.peer.uid) \(context.service)/\(context.method) [\(metadata)] "
            + "\(context.deadline)")))
  }
}
