import NIOCore
import Testing

@testable import TTRPC

struct BackoffTests {
  private let now = NIODeadline.uptimeNanoseconds(1_000_000_000)

  /// The pauses after failures in a row, in microseconds.
  private func pauses(_ count: Int, jitter: Double, maximum: TimeAmount = .milliseconds(100)) -> [Int64] {
    var backoff = Backoff(initial: .milliseconds(2), maximum: maximum)
    return (0..<count).map { _ in
      backoff.failed(now: now, jitter: jitter)
      return backoff.pause(now: now).nanoseconds / 1000
    }
  }

  @Test func doesNotPauseBeforeAFailure() {
    #expect(Backoff(initial: .seconds(1), maximum: .seconds(1)).pause(now: now) == .zero)
  }

  @Test func doublesUpToTheMaximum() {
    #expect(pauses(8, jitter: 1) == [2_000, 4_000, 8_000, 16_000, 32_000, 64_000, 100_000, 100_000])
    #expect(pauses(8, jitter: 0) == [1_000, 2_000, 4_000, 8_000, 16_000, 32_000, 50_000, 50_000])
    #expect(pauses(2, jitter: 0.5) == [1_500, 3_000])
  }

  @Test func neverOverflows() {
    #expect(pauses(10_000, jitter: 1, maximum: .hours(1)).last == 3_600_000_000)
  }

  @Test func ends() {
    var backoff = Backoff(initial: .milliseconds(2), maximum: .milliseconds(100))
    backoff.failed(now: now, jitter: 1)
    #expect(backoff.pause(now: now + .milliseconds(1)) == .milliseconds(1))
    #expect(backoff.pause(now: now + .milliseconds(2)) == .zero)
    #expect(backoff.pause(now: now + .seconds(2)) == .zero)
  }

  @Test func beginsAnewAfterAnAnswer() {
    var backoff = Backoff(initial: .milliseconds(2), maximum: .milliseconds(100))
    for _ in 0..<5 { backoff.failed(now: now, jitter: 1) }
    backoff.succeeded()
    #expect(backoff.pause(now: now) == .zero)
    backoff.failed(now: now, jitter: 1)
    #expect(backoff.pause(now: now) == .milliseconds(2))
  }

  /// Nobody who calls by hand notices the first, and nobody waits long for a server that came back.
  @Test func theDefaultsAreShort() {
    #expect(Client.Configuration.defaults.initialBackoff <= .milliseconds(5))
    #expect(Client.Configuration.defaults.maximumBackoff <= .milliseconds(100))
  }
}
