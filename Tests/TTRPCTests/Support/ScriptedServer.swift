import NIOCore
import NIOPosix
import Synchronization
import Testing

@testable import TTRPC

/// A server that answers frames with whatever bytes a test wants, and remembers what came.
final class ScriptedServer: Sendable {
  typealias Script = @Sendable (FrameHeader, any Channel) -> Void

  let directory: TemporaryDirectory
  private let received = Mutex<[FrameHeader]>([])
  private let read = Mutex(ByteBuffer())
  private let listener = Mutex<(any Channel)?>(nil)
  private let accepted = Mutex<[any Channel]>([])

  var path: String { directory.file("s") }
  /// The headers of all frames so far.
  var frames: [FrameHeader] { received.withLock(\.self) }
  /// All bytes so far.
  var bytes: ByteBuffer { read.withLock(\.self) }
  var connectionCount: Int { accepted.withLock(\.count) }

  /// - Parameters:
  ///   - greeting: what it says before it is asked for anything.
  ///   - script: is told of every frame, and on which connection it came.
  /// - Throws: when there can be no socket.
  init(greeting: ByteBuffer = ByteBuffer(), _ script: @escaping Script) async throws {
    directory = try TemporaryDirectory()
    let descriptor = try UnixSocket.listen(at: directory.file("s"), mode: 0o600)
    let channel = try await ServerBootstrap(group: .singletonMultiThreadedEventLoopGroup)
      .childChannelInitializer { [self] channel in
        accepted.withLock { $0.append(channel) }
        return channel.eventLoop.makeCompletedFuture {
          try channel.pipeline.syncOperations.addHandler(ScriptHandler(self, greeting, script))
        }
      }
      .withBoundSocket(descriptor).get()
    listener.withLock { $0 = channel }
  }

  func client(_ configuration: Client.Configuration = .defaults) -> Client {
    Client(socket: path, configuration: configuration)
  }

  func closeConnections() async {
    for channel in accepted.withLock(\.self) { try? await channel.close() }
  }

  func close() async {
    try? await listener.withLock(\.self)?.close()
    await closeConnections()
  }

  fileprivate func record(_ bytes: ByteBuffer) {
    read.withLock { _ = $0.writeImmutableBuffer(bytes) }
  }

  fileprivate func record(_ header: FrameHeader) {
    received.withLock { $0.append(header) }
  }
}

private final class ScriptHandler: ChannelInboundHandler {
  typealias InboundIn = ByteBuffer

  private let server: ScriptedServer
  private let greeting: ByteBuffer
  private let script: ScriptedServer.Script
  private var decoder = FrameDecoder(limit: Limits.frameBytesCeiling)

  init(_ server: ScriptedServer, _ greeting: ByteBuffer, _ script: @escaping ScriptedServer.Script) {
    self.server = server
    self.greeting = greeting
    self.script = script
  }

  func channelActive(context: ChannelHandlerContext) {
    if greeting.readableBytes > 0 { context.channel.send(greeting) }
  }

  func channelRead(context: ChannelHandlerContext, data: NIOAny) {
    let bytes = unwrapInboundIn(data)
    server.record(bytes)
    decoder.append(bytes)
    while case .frame(let header, _) = decoder.next() {
      server.record(header)
      script(header, context.channel)
    }
  }
}

extension Channel {
  func send(_ bytes: ByteBuffer) {
    writeAndFlush(bytes, promise: nil)
  }

  /// Answers a call with text.
  func answer(_ id: StreamID, _ text: String) {
    var envelope = ByteBuffer(bytes: [0x12, UInt8(text.utf8.count)])
    envelope.writeString(text)
    send(ByteBuffer(frame: .response, id, envelope))
  }
}
