import Testing

@testable import TTRPC

/// Who has to go when all together hold too much.
struct HeldBytesTests {
  @Test func upToTheLimitNobodyGoes() {
    var held = HeldBytes(most: 100)
    #expect(held.hold(60, by: 1, of: 0) == [])
    #expect(held.hold(40, by: 2, of: 0) == [])
    #expect(held.total == 100)
    #expect(held.hold(41, by: 2, of: 0) == [1])
    #expect(held.total == 41)
  }

  @Test func theLargestOfWhoHoldsMostGoes() {
    var held = HeldBytes(most: 100)
    _ = held.hold(50, by: 1, of: 7)
    for id in 2...5 as ClosedRange<UInt64> { #expect(held.hold(10, by: id, of: 8) == []) }
    // User 8 holds most now, in five small connections; the large one of user 7 is not to blame.
    #expect(held.hold(15, by: 6, of: 8) == [6])
    #expect(held.total == 90)
  }

  @Test func asManyGoAsHaveTo() {
    var held = HeldBytes(most: 100)
    for id in 1...5 as ClosedRange<UInt64> { _ = held.hold(20, by: id, of: 8) }
    // Then user 8 holds 80, and user 7 most.
    #expect(held.hold(90, by: 6, of: 7) == [5, 6])
    #expect(held.total == 80)
  }

  @Test func whoIsGoneHoldsNothing() {
    var held = HeldBytes(most: 100)
    _ = held.hold(90, by: 1, of: 7)
    held.forget(1)
    held.forget(1)
    #expect(held.total == 0)
    #expect(held.hold(90, by: 2, of: 7) == [])
    #expect(held.hold(0, by: 2, of: 7) == [])
    #expect(held.hold(100, by: 3, of: 8) == [])
  }

  @Test func aReportIsMadeInSteps() {
    let step = Limits.heldBytesStep
    var report = HeldReport()
    #expect(report.update(step - 1) == nil)
    #expect(report.update(step) == step)
    #expect(report.update(2 * step - 1) == nil)
    #expect(report.update(5 * step + 3) == 5 * step)
    #expect(report.update(0) == 0)
    #expect(report.update(1) == nil)
  }

  @Test func onlyLargeRequestsAreHeld() {
    var held = HeldBuffers()
    held.hold(request: 1, bytes: Limits.chargedRequestBytes - 1)
    #expect(held.requestBytes == 0)
    held.hold(request: 3, bytes: Limits.chargedRequestBytes)
    held.release(request: 1)
    #expect(held.requestBytes == Limits.chargedRequestBytes)
    held.release(request: 3)
    #expect(held.requestBytes == 0)
  }
}
