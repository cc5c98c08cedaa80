import TTRPC
import TestSupport
import Testing

@Suite(.timeLimit(.minutes(1)))
struct OpenSocketsTests {
  @Test("a list of many pages is read to its end")
  func countsThemAll() async throws {
    let live = try await LiveServer()
    var peers: [RawPeer] = []
    for _ in 0..<256 { peers.append(try await RawPeer(live.path)) }
    await eventually { openSockets(at: live.path) == 257 }
    peers = []
    await eventually { openSockets(at: live.path) == 1 }
    await live.server.shutdown(within: .seconds(5))
  }
}
