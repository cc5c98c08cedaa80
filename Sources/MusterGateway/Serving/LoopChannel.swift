internal import HTTPTypes
internal import HummingbirdCore
internal import Logging
internal import NIOCore

/// Hummingbird's HTTP/1.1, with each connection's requests handled on the connection's own event loop.
struct LoopChannel: ServerChildChannel {
  private let base: HTTP1Channel

  init(_ base: HTTP1Channel) { self.base = base }

  func setup(channel: any Channel, logger: Logger) -> EventLoopFuture<HTTP1Channel.Value> {
    base.setup(channel: channel, logger: logger)
  }

  func handle(value: HTTP1Channel.Value, logger: Logger) async {
    await withTaskExecutorPreference(LoopExecutor(value.channel.eventLoop)) {
      await base.handle(value: value, logger: logger)
    }
  }
}
