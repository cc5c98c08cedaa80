import TestFixtures
import Testing

@testable import MusterGateway
@testable import MusterRPC

@Suite struct RequestIDTests {
  @Test func areRandomUUIDsThatTheDaemonTakes() {
    var generator = SplitMix(1)
    let ids = (0..<1000).map { _ in RequestID.random(using: &generator) }
    #expect(Set(ids).count == 1000)
    for id in ids {
      #expect(id.wholeMatch(of: /[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}/) != nil, "\(id)")
      #expect(Contract.requestIDBytes.contains(id.utf8.count))
    }
    // Every bit that is not fixed comes from the source.
    for place in [0, 7, 9, 12, 15, 17, 20, 22, 24, 35] {
      #expect(Set(ids.map { Array($0)[place] }).count == 16, "character \(place) hardly changes")
    }
  }
}
