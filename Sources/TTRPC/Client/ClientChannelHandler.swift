internal import NIOCore

/// Reports what happens on one channel of a client, and reads while that is wanted. Decides nothing.
final class ClientChannelHandler: ChannelDuplexHandler {
  typealias InboundIn = ByteBuffer
  typealias OutboundIn = ByteBuffer

  private let connection: ClientConnection
  private var decoder: FrameDecoder
  private var context: ChannelHandlerContext?
  private var isReadHeld = false
  private var error: (any Error)?

  init(_ connection: ClientConnection) {
    self.connection = connection
    decoder = FrameDecoder(limit: connection.configuration.frameBytes)
  }

  func handlerAdded(context: ChannelHandlerContext) {
    self.context = context
    connection.input = self
  }

  func handlerRemoved(context: ChannelHandlerContext) {
    self.context = nil
  }

  func channelRead(context: ChannelHandlerContext, data: NIOAny) {
    decoder.append(unwrapInboundIn(data))
    decode(context)
  }

  private func decode(_ context: ChannelHandlerContext) {
    while connection.isReading, let event = decoder.next() { connection.received(event, on: context.channel) }
  }

  func read(context: ChannelHandlerContext) {
    if connection.isReading { context.read() } else { isReadHeld = true }
  }

  /// What arrived may be looked at again.
  func goOn() {
    guard let context else { return }
    decode(context)
    guard isReadHeld, connection.isReading else { return }
    isReadHeld = false
    context.read()
  }

  func channelReadComplete(context: ChannelHandlerContext) {
    // Answers made room for calls that wait.
    connection.send()
  }

  func channelWritabilityChanged(context: ChannelHandlerContext) {
    if context.channel.isWritable { connection.send() }
  }

  func errorCaught(context: ChannelHandlerContext, error: any Error) {
    self.error = error
    context.close(promise: nil)
  }

  func channelInactive(context: ChannelHandlerContext) {
    connection.lost(context.channel, error: error)
  }
}
