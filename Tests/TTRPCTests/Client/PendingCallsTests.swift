import NIOCore
import Testing

@testable import TTRPC

struct PendingCallsTests {
  @Test func callsThatEndWhileNothingIsSentDoNotPileUp() {
    var calls = PendingCalls<String>()
    for id in 1...10_000 as ClosedRange<CallID> {
      calls.insert("\(id)", id: id, deadline: .distantFuture)
      if id % 1000 != 0 { #expect(calls.remove(id) == "\(id)") }
    }
    #expect(calls.waiting.count < 200)
    #expect(calls.hasWaiting)
    let sent = (0..<10).compactMap { calls.send(on: StreamID($0 * 2 + 1))?.id }
    #expect(sent == (1...10).map { $0 * 1000 })
    #expect(!calls.hasWaiting)
  }
}
