import MusterModel
import Testing

@testable import MusterClient

@Suite("Whether a watch is begun again") struct WatchRetryTests {
  private func error(_ kind: MusterClientError.Kind) -> MusterClientError { MusterClientError(kind, "") }

  @Test(
    arguments: [
      .unreachable, .connectionLost(mayHaveBeenApplied: false), .refused(.unavailable), .refused(.overloaded),
      .refused(.cancelled),
    ] as [MusterClientError.Kind])
  func itIsWhenThatMayHelp(kind: MusterClientError.Kind) {
    var retry = WatchRetry()
    let action = retry.failed(error(kind))
    #expect(action == .again(within: .milliseconds(50), isNews: true))
  }

  @Test(
    arguments: [
      .refused(.accessDenied), .refused(.invalidAccess), .refused(.invalidInput), .refused(.internal), .closed,
      .cancelled,
      .unexpectedReply, .deadlineExceeded,
    ] as [MusterClientError.Kind])
  func itIsNotWhenTheSameWouldComeOfIt(kind: MusterClientError.Kind) {
    var retry = WatchRetry()
    let action = retry.failed(error(kind))
    #expect(action == .end)
  }

  @Test func pausesDoubleUntilAListingIsComplete() {
    var retry = WatchRetry()
    func pause() -> Duration? {
      if case .again(let pause, _) = retry.failed(error(.unreachable)) { pause } else { nil }
    }
    let first = (0..<8).map { _ in pause() }
    #expect(first.prefix(4) == [.milliseconds(50), .milliseconds(100), .milliseconds(200), .milliseconds(400)])
    #expect(first.suffix(1) == [.seconds(5)])
    for _ in 0..<100 { #expect(pause() == .seconds(5)) }
    // Rows alone are no success: who falls behind in every listing must not be given one after the other at once.
    retry.heard(isCurrent: false)
    #expect(pause() == .seconds(5))
    retry.heard(isCurrent: true)
    #expect(pause() == .milliseconds(50))
  }

  @Test func anInterruptionIsToldOnce() {
    var retry = WatchRetry()
    func isNews() -> Bool? {
      if case .again(_, let isNews) = retry.failed(error(.unreachable)) { isNews } else { nil }
    }
    let before = [isNews(), isNews(), isNews()]
    retry.heard(isCurrent: false)
    #expect(before == [true, false, false])
    let after = [isNews(), isNews()]
    #expect(after == [true, false])
  }
}
