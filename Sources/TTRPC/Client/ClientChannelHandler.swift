internal import NIOCore

/// Reports what happens on one channel of a client. Decides nothing.
final class ClientChannelHandler: ChannelInboundHandler {
  typealias InboundIn = ByteBuffer

  private let connection: ClientConnection
  private var decoder: FrameDecoder
  private var error: (any Error)?

  init(_ connection: ClientConnection) {
    self.connection = connection
    decoder = FrameDecoder(limit: connection.configuration.frameBytes)
  }

  func channelRead(context: ChannelHandlerContext, data: NIOAny) {
    decoder.append(unwrapInboundIn(data))
    while let event = decoder.next() { connection.received(event, on: context.channel) }
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
