internal import HTTPTypes
internal import HummingbirdCore
internal import NIOCore
internal import NIOHTTP1
internal import NIOHTTPTypes

/// Closes connections of clients who send a request, or take a reply, more slowly than anybody has to. Hummingbird closes
/// idle ones; this is about those that are busy forever.
///
/// What is no HTTP is answered here as well: Hummingbird would answer without a word.
final class SlowClientHandler: ChannelDuplexHandler, RemovableChannelHandler {
  typealias InboundIn = HTTPRequestPart
  typealias InboundOut = HTTPRequestPart
  typealias OutboundIn = HTTPResponsePart
  typealias OutboundOut = HTTPResponsePart

  private let patience: TimeAmount
  private let refusal: @Sendable (any Error) -> Answer
  /// A request's head came and its end did not.
  private var isReading = false
  private var repliesDue = 0
  /// A reply said that it is the last.
  private var isClosing = false
  /// The server stops: whatever reply comes next is the last.
  private var isQuiescing = false
  /// That reply is written: nobody above takes what still comes.
  private var hasEnded = false
  private var reading: Scheduled<Void>?
  private var writing: Scheduled<Void>?

  /// `patience` is the time that one request may take to come, and one reply to be taken.
  init(patience: Duration, refusal: @escaping @Sendable (any Error) -> Answer) {
    self.patience = TimeAmount(patience)
    self.refusal = refusal
  }

  func channelRead(context: ChannelHandlerContext, data: NIOAny) {
    guard !hasEnded else { return }
    switch unwrapInboundIn(data) {
    case .head(let head):
      isReading = true
      repliesDue += 1
      if head.headerFields[.expect]?.lowercased() == "100-continue" {
        context.writeAndFlush(wrapOutboundOut(.head(HTTPResponse(status: .continue))), promise: nil)
      }
    case .body: break
    case .end:
      isReading = false
      if !isClosing { stop(&reading) }
    }
    context.fireChannelRead(data)
  }

  /// Most requests come whole, and cost no timer.
  func channelReadComplete(context: ChannelHandlerContext) {
    if isReading, reading == nil { reading = close(context) }
    context.fireChannelReadComplete()
    if hasEnded { context.read() }
  }

  func channelWritabilityChanged(context: ChannelHandlerContext) {
    if context.channel.isWritable { stop(&writing) } else if writing == nil { writing = close(context) }
    context.fireChannelWritabilityChanged()
  }

  func write(context: ChannelHandlerContext, data: NIOAny, promise: EventLoopPromise<Void>?) {
    switch unwrapOutboundIn(data) {
    case .head(var head) where isQuiescing:
      // Who keeps the connection would meet its end with the next request.
      head.headerFields[.connection] = "close"
      isClosing = true
      return context.write(wrapOutboundOut(.head(head)), promise: promise)
    case .head(let head) where head.headerFields[.connection] == "close": isClosing = true
    case .end:
      repliesDue -= 1
      if isClosing { return end(context, with: data, promise) }
    case .head, .body: break
    }
    context.write(data, promise: promise)
  }

  /// Our half is closed at once, theirs when they have read the reply: what they still send would otherwise reset the
  /// connection, and the reply with it. Most clients read nothing before they have sent everything, so it is read here and
  /// dropped: above, nobody asks for more of a body that was refused.
  private func end(_ context: ChannelHandlerContext, with data: NIOAny, _ promise: EventLoopPromise<Void>?) {
    if reading == nil { reading = close(context) }
    hasEnded = true
    let channel = context.channel
    context.writeAndFlush(data).assumeIsolated().whenComplete { result in
      channel.close(mode: .output, promise: nil)
      promise?.completeWith(result)
    }
    context.read()
  }

  func userInboundEventTriggered(context: ChannelHandlerContext, event: Any) {
    if event is ChannelShouldQuiesceEvent { isQuiescing = true }
    context.fireUserInboundEventTriggered(event)
  }

  func errorCaught(context: ChannelHandlerContext, error: any Error) {
    // A reply to an earlier request is still to come: there is no place for another before it.
    guard error is HTTPParserError, repliesDue == 0, !isClosing else {
      context.fireErrorCaught(error)
      return
    }
    isClosing = true
    let answer = refusal(error)
    var response = answer.response
    response.headers[.connection] = "close"
    context.write(wrapOutboundOut(.head(response.head)), promise: nil)
    context.write(wrapOutboundOut(.body(ByteBuffer(bytes: answer.body))), promise: nil)
    end(context, with: wrapOutboundOut(.end(nil)), nil)
  }

  func handlerRemoved(context: ChannelHandlerContext) {
    stop(&reading)
    stop(&writing)
  }

  private func close(_ context: ChannelHandlerContext) -> Scheduled<Void> {
    let channel = context.channel
    return context.eventLoop.scheduleTask(in: patience) { channel.close(promise: nil) }
  }

  private func stop(_ timer: inout Scheduled<Void>?) {
    timer?.cancel()
    timer = nil
  }
}
