import Glibc
import NIOCore
import NIOEmbedded
import Testing

@testable import TTRPC

/// A listener that the kernel gives no connection.
struct AcceptTests {
  @Test func itRestsLongerEachTime() {
    var backoff = AcceptBackoff()
    #expect(backoff.worked() == false)
    let pauses = (0..<6).map { _ in backoff.failed() }
    #expect(pauses == [100, 200, 400, 800, 1000, 1000].map { .milliseconds($0) })
    #expect(backoff.worked() == true)
    #expect(backoff.worked() == false)
    #expect(backoff.failed() == .milliseconds(100))
  }

  @Test func manyEventsAreToldOnceInAWhile() {
    var occasion = Occasion()
    let start = NIODeadline.uptimeNanoseconds(0)
    #expect(occasion.happened(now: start) == 1)
    #expect(occasion.happened(now: start + .milliseconds(1)) == nil)
    #expect(occasion.happened(now: start + .milliseconds(999)) == nil)
    #expect(occasion.happened(now: start + .seconds(1)) == 3)
  }

  /// Whether a listener's channel was told to listen. Nil when it was told nothing.
  private func listens(_ channel: EmbeddedChannel) -> Bool? {
    channel.options.first { $0.option is ChannelOptions.Types.AutoReadOption }?.value as? Bool
  }

  @Test("line 70: without descriptors a listener rests, tries again, and rests longer")
  func restsWithoutDescriptors() throws {
    let occupancy = Occupancy(.defaults, logger: LiveServer.quiet)
    let channel = EmbeddedChannel(handler: AcceptGate(occupancy: occupancy, logger: LiveServer.quiet))
    for (number, rest) in [(1, TimeAmount.milliseconds(100)), (2, .milliseconds(200))] {
      channel.pipeline.fireErrorCaught(IOError(errnoCode: EMFILE, reason: "accept"))
      #expect(listens(channel) == false)
      channel.embeddedEventLoop.advanceTime(by: rest - .nanoseconds(1))
      #expect(listens(channel) == false)
      channel.embeddedEventLoop.advanceTime(by: .nanoseconds(1))
      #expect(listens(channel) == true)
      #expect(occupancy.statistics.acceptFailures == number)
    }
    try channel.throwIfErrorCaught()
    _ = try? channel.finish()
  }

  @Test func itStopsAtTheLastSeatAndGoesOnWhenOneIsFree() throws {
    var configuration = Server.Configuration.defaults
    configuration.connections = 2
    let occupancy = Occupancy(configuration, logger: LiveServer.quiet)
    let channel = EmbeddedChannel(handler: AcceptGate(occupancy: occupancy, logger: LiveServer.quiet))
    let accepted = [EmbeddedChannel(), EmbeddedChannel()]
    channel.pipeline.fireChannelRead(accepted[0] as any Channel)
    #expect(listens(channel) == nil)
    channel.pipeline.fireChannelRead(accepted[1] as any Channel)
    #expect(listens(channel) == false)
    #expect(occupancy.statistics.timesFull == 1)
    _ = try accepted[0].finish()
    channel.embeddedEventLoop.run()
    #expect(listens(channel) == true)
    #expect(occupancy.statistics.connections == 1)
    _ = try? channel.finish()
    _ = try accepted[1].finish()
  }
}
