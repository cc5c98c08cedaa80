import NIOCore
import NIOEmbedded
import Testing

@testable import TTRPC

/// What one connection does of its event loop. How a user's connections share that is for `WorkShareTests`.
struct TurnTests {
  private func requests(_ ids: [StreamID], method: String = "Laborious") -> ByteBuffer {
    ids.reduce(into: ByteBuffer()) { $0.writeImmutableBuffer(.request($1, "v1.Echo", method, "x")) }
  }

  @Test func aConnectionThatAsksMuchLetsOthersGoFirst() async throws {
    let server = try await ServerHarness()
    try await server.receive(requests([1, 3, 5, 7, 9, 11, 13]))
    #expect(try await server.answers() == ["1 \"x\"", "3 \"x\"", "5 \"x\""])
    await server.run()
    #expect(try await server.answers().count == 3)
    // Not at once: the loop looks at everybody's sockets first.
    await server.run()
    #expect(try await server.answers().isEmpty)
    await server.nextRound()
    #expect(try await server.answers() == ["13 \"x\""])
  }

  @Test func whatArrivesMeanwhileWaitsBehindTheRest() async throws {
    let server = try await ServerHarness()
    try await server.receive(requests([1, 3, 5, 7]), requests([9], method: "Now"))
    #expect(try await server.answers().count == 3)
    await server.run()
    #expect(try await server.answers() == ["7 \"x\"", "9 \"x\""])
  }

  @Test func inputThatEndsMeanwhileIsStillAnswered() async throws {
    let server = try await ServerHarness()
    try await server.receive(requests([1, 3, 5, 7]))
    try await server.endInput()
    #expect(server.channel.isActive)
    await server.run()
    #expect(try await server.answers().count == 4)
    #expect(!server.channel.isActive)
  }

  @Test func everyTurnBeginsAnew() async throws {
    let server = try await ServerHarness()
    for id in [1, 3, 5, 7, 9] as [StreamID] {
      try await server.receive(requests([id]))
      await server.nextRound()
      #expect(try await server.answers() == ["\(id) \"x\""])
    }
  }

  @Test func readingCountsTooWhateverIsAnswered() async throws {
    let server = try await ServerHarness()
    // Each is as long as a third of a turn, and of a method that does not exist.
    let long = String(repeating: "x", count: Limits.bytesPerWork * Limits.workPerTurn / 3)
    for id in [1, 3, 5, 7] as [StreamID] {
      try await server.channel.testingEventLoop.executeInContext {
        [channel = server.channel] in channel.pipeline.fireChannelRead(ByteBuffer.request(id, "v1.Echo", "None", long))
      }
    }
    #expect(try await server.answers().isEmpty)
    try await server.channel.testingEventLoop.executeInContext { [channel = server.channel] in
      channel.pipeline.fireChannelReadComplete()
    }
    #expect(try await server.answers().count == 3)
    await server.run()
    #expect(try await server.answers().count == 1)
  }
}
