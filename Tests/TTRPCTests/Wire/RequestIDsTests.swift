import Testing

@testable import TTRPC

struct RequestIDsTests {
  @Test func acceptsOddIDsOnce() {
    var ids = RequestIDs()
    #expect(ids.use(1) == .accepted)
    #expect(ids.use(1) == .used)
    #expect(ids.use(3) == .accepted)
    #expect(ids.use(1) == .used)
    #expect(ids.use(2) == .notOdd)
    #expect(ids.use(0) == .notOdd)
  }

  @Test func acceptsGaps() {
    var ids = RequestIDs(tolerance: 0)
    #expect([1, 7, 9].map { ids.use($0) } == [.accepted, .accepted, .accepted])
  }

  @Test func acceptsASkippedIDLaterOnceWhenTolerant() {
    var ids = RequestIDs()
    #expect([5, 3, 3, 1, 1].map { ids.use($0) } == [.accepted, .accepted, .used, .accepted, .used])
  }

  @Test func refusesASkippedIDWhenStrict() {
    var ids = RequestIDs(tolerance: 0)
    #expect([5, 3].map { ids.use($0) } == [.accepted, .used])
  }

  @Test func remembersOnlyTheLatestSkippedIDs() {
    var ids = RequestIDs(tolerance: 2)
    #expect(ids.use(StreamID.max) == .accepted)
    #expect(ids.use(StreamID.max - 6) == .used)
    #expect(ids.use(StreamID.max - 4) == .accepted)
    #expect(ids.use(StreamID.max - 2) == .accepted)
    #expect(ids.use(1) == .used)
  }

  @Test func hasNothingAfterTheLastID() {
    var ids = RequestIDs()
    #expect(ids.use(StreamID.max) == .accepted)
    #expect(ids.use(StreamID.max) == .used)
  }

  @Test func tellsUsedIDsFromNewOnes() {
    var ids = RequestIDs()
    _ = ids.use(5)
    #expect(ids.isUsed(5))
    #expect(!ids.isUsed(3))
    #expect(!ids.isUsed(7))
  }
}
