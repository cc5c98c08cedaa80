import NIOCore
import TestSupport
import Testing

@testable import TTRPC

/// Our server hears what real clients said, and says what real servers said, byte for byte.
@Suite(.timeLimit(.minutes(1)))
struct RecordedServerTests {
  @Test(
    "line 43: a recorded client gets the recorded answers",
    arguments: [
      "go-1.1.1-unary", "go-1.1.1-refusals", "go-1.1.1-timeouts", "go-1.2.7-unary", "go-1.2.7-server-streaming",
      "go-1.2.7-client-streaming", "go-1.2.7-bidirectional", "go-1.2.7-first-message", "go-1.2.7-unknown-streams",
      "rust-0.9-client",
    ])
  func answers(name: String) async throws {
    let recording = try Recording(name)
    let echo = try await EchoForPeers()
    let peer = try await RawPeer(echo.path)
    for frame in recording.frames {
      if frame.isFromClient {
        await peer.send(frame.bytes)
      } else {
        let answer = await peer.frame()
        #expect(answer?.hex == frame.bytes.hex)
      }
    }
    peer.endOutput()
    #expect(await peer.frame()?.hex == nil)
    await echo.server.shutdown(within: .seconds(5))
  }

  @Test(
    "a recorded client that says everything at once gets the same answers to each call",
    arguments: [
      "go-1.1.1-refusals", "go-1.2.7-server-streaming", "go-1.2.7-bidirectional", "go-1.2.7-unknown-streams",
    ])
  func answersAtOnce(name: String) async throws {
    let recording = try Recording(name)
    let echo = try await EchoForPeers()
    let peer = try await RawPeer(echo.path)
    for frame in recording.fromClient { await peer.send(frame) }
    let expected = recording.frames.filter { !$0.isFromClient }.map(\.bytes)
    var answers: [ByteBuffer] = []
    while answers.count < expected.count, let answer = await peer.frame() { answers.append(answer) }
    // Calls overtake each other; the frames of each keep their order.
    let order = { (frame: ByteBuffer) in frame.peekFrameHeader()?.streamID ?? 0 }
    #expect(answers.sortedStably(by: order).map(\.hex) == expected.sortedStably(by: order).map(\.hex))
    await echo.server.shutdown(within: .seconds(5))
  }
}

extension Array {
  fileprivate func sortedStably(by key: (Element) -> UInt32) -> [Element] {
    enumerated().sorted { (key($0.element), $0.offset) < (key($1.element), $1.offset) }.map(\.element)
  }
}
