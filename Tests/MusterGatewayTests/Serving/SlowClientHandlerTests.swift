import HTTPTypes
import HummingbirdCore
import NIOCore
import NIOEmbedded
import NIOHTTP1
import NIOHTTPTypes
import Testing

@testable import MusterGateway

/// Connections that are busy, and how long they may be.
@Suite struct SlowClientHandlerTests {
  static let head = HTTPRequestPart.head(
    HTTPRequest(method: .post, scheme: nil, authority: "h", path: "/members"))
  static let chunk = HTTPRequestPart.body(ByteBuffer(string: "x"))

  private func channel() throws -> EmbeddedChannel {
    let handler = SlowClientHandler(patience: .seconds(30)) { error in
      Answer.failure(AWSError(.serialization, "\(error)"), requestID: "r")
    }
    let channel = EmbeddedChannel(handler: handler)
    try channel.connect(to: .init(unixDomainSocketPath: "/s")).wait()
    return channel
  }

  private func statuses(_ channel: EmbeddedChannel) throws -> [Int] {
    var statuses: [Int] = []
    while let part = try channel.readOutbound(as: HTTPResponsePart.self) {
      if case .head(let head) = part { statuses.append(head.status.code) }
    }
    return statuses
  }

  /// However busily it trickles.
  @Test func aRequestThatDoesNotEndIsCutOff() throws {
    let channel = try channel()
    try channel.writeInbound(Self.head)
    for _ in 0..<29 {
      channel.embeddedEventLoop.advanceTime(by: .seconds(1))
      try channel.writeInbound(Self.chunk)
    }
    #expect(channel.isActive)
    channel.embeddedEventLoop.advanceTime(by: .seconds(1))
    #expect(!channel.isActive)
  }

  @Test func aRequestThatEndsMayBeFollowedByMore() throws {
    let channel = try channel()
    for _ in 0..<100 {
      try channel.writeInbound(Self.head)
      channel.embeddedEventLoop.advanceTime(by: .seconds(20))
      try channel.writeInbound(HTTPRequestPart.end(nil))
    }
    channel.embeddedEventLoop.advanceTime(by: .seconds(100))
    #expect(channel.isActive)
  }

  @Test func aReplyThatIsNotTakenIsCutOff() throws {
    let channel = try channel()
    channel.isWritable = false
    channel.pipeline.fireChannelWritabilityChanged()
    channel.embeddedEventLoop.advanceTime(by: .seconds(29))
    channel.isWritable = true
    channel.pipeline.fireChannelWritabilityChanged()
    channel.embeddedEventLoop.advanceTime(by: .seconds(60))
    #expect(channel.isActive)
    channel.isWritable = false
    channel.pipeline.fireChannelWritabilityChanged()
    channel.embeddedEventLoop.advanceTime(by: .seconds(30))
    #expect(!channel.isActive)
  }

  @Test func whatIsNoHTTPIsAnsweredAndTheLast() throws {
    let channel = try channel()
    channel.pipeline.fireErrorCaught(HTTPParserError.invalidMethod)
    #expect(try statuses(channel) == [400])
    // A second one has no place after "Connection: close".
    channel.pipeline.fireErrorCaught(HTTPParserError.invalidMethod)
    #expect(throws: HTTPParserError.self) { try channel.throwIfErrorCaught() }
    #expect(try statuses(channel) == [])
  }

  /// It would wait for us to take the rest, and never look at the reply.
  @Test func whoIsStillSendingAfterTheLastReplyIsReadOn() throws {
    let channel = try channel()
    let transport = HalfClosingTransport()
    try channel.pipeline.syncOperations.addHandler(transport, position: .first)
    try channel.writeInbound(Self.head)
    try channel.writeInbound(Self.chunk)
    while try channel.readInbound(as: HTTPRequestPart.self) != nil {}

    let before = transport.reads
    try channel.writeOutbound(
      HTTPResponsePart.head(HTTPResponse(status: .contentTooLarge, headerFields: [.connection: "close"])))
    try channel.writeOutbound(HTTPResponsePart.end(nil))
    #expect(transport.reads == before + 1)
    for _ in 0..<29 {
      channel.embeddedEventLoop.advanceTime(by: .seconds(1))
      try channel.writeInbound(Self.chunk)
    }
    #expect(transport.reads >= before + 30)
    #expect(try channel.readInbound(as: HTTPRequestPart.self) == nil, "nobody above takes it")
    channel.embeddedEventLoop.advanceTime(by: .seconds(1))
    #expect(!channel.isActive, "but not forever")
  }

  @Test func aServerThatStopsSaysThatAReplyIsTheLast() throws {
    let channel = try channel()
    try channel.writeInbound(Self.head)
    try channel.writeInbound(HTTPRequestPart.end(nil))
    channel.pipeline.fireUserInboundEventTriggered(ChannelShouldQuiesceEvent())
    try channel.writeOutbound(HTTPResponsePart.head(HTTPResponse(status: .ok)))
    guard case .head(let head) = try channel.readOutbound(as: HTTPResponsePart.self) else {
      Issue.record("there is no reply")
      return
    }
    #expect(head.headerFields[.connection] == "close")
  }

  @Test func whoAsksWhetherToSendABodyIsToldTo() throws {
    let channel = try channel()
    try channel.writeInbound(
      HTTPRequestPart.head(
        HTTPRequest(
          method: .post, scheme: nil, authority: "h", path: "/members", headerFields: [.expect: "100-Continue"])))
    #expect(try statuses(channel) == [100])
    try channel.writeInbound(Self.head)
    #expect(try statuses(channel) == [])
  }

  /// A reply to an earlier request comes first, and nobody could tell which is whose.
  @Test func noAnswerOvertakesAnother() throws {
    let channel = try channel()
    try channel.writeInbound(Self.head)
    try channel.writeInbound(HTTPRequestPart.end(nil))
    channel.pipeline.fireErrorCaught(HTTPParserError.invalidMethod)
    #expect(try statuses(channel) == [])
    #expect(throws: HTTPParserError.self) { try channel.throwIfErrorCaught() }
  }
}

/// Counts how often somebody asks for more, and closes one half alone, which an embedded channel cannot.
private final class HalfClosingTransport: ChannelOutboundHandler {
  typealias OutboundIn = Never

  private(set) var reads = 0

  func read(context: ChannelHandlerContext) {
    reads += 1
    context.read()
  }

  func close(context: ChannelHandlerContext, mode: CloseMode, promise: EventLoopPromise<Void>?) {
    if mode == .output { promise?.succeed() } else { context.close(mode: mode, promise: promise) }
  }
}
