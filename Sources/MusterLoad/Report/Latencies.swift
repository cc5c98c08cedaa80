internal import Histogram

/// How long calls took, in nanoseconds, to three digits.
package struct Latencies: Sendable {
  private var histogram = Histogram<UInt64>(
    highestTrackableValue: highest, numberOfSignificantValueDigits: .three)

  package init() {}

  /// Times past the longest that can be told count as it.
  package mutating func record(_ nanoseconds: UInt64, count: Int = 1) {
    histogram.record(min(max(1, nanoseconds), Self.highest), count: UInt64(count))
  }

  package mutating func add(_ other: Latencies) { histogram.add(other.histogram) }

  package var count: Int { Int(histogram.totalCount) }

  /// What so many of a hundred took at most. 0 when there are none.
  package func percentile(_ percent: Double) -> UInt64 {
    count == 0 ? 0 : histogram.valueAtPercentile(percent)
  }

  package var longest: UInt64 { count == 0 ? 0 : histogram.max }

  package var mean: Double { count == 0 ? 0 : histogram.mean }

  /// Half an hour: longer than any run and the time its last calls have.
  private static let highest: UInt64 = 1_800_000_000_000
}
