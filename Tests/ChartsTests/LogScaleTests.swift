import Charts
import Testing

@Suite("A logarithmic axis") struct LogScaleTests {
  @Test func reachesFromTheStepBelowToTheStepAbove() {
    let scale = LogScale(covering: [300, 42, 7000])
    #expect(scale.lowest == 20)
    #expect(scale.highest == 10_000)
    #expect(scale.position(of: 20) == 0)
    #expect(scale.position(of: 10_000) == 1)
  }

  @Test func endsAtValuesThatAreSteps() {
    let scale = LogScale(covering: [1, 4, 16, 100])
    #expect(scale.lowest == 1)
    #expect(scale.highest == 100)
  }

  @Test func givesEqualRatiosEqualRoom() {
    let scale = LogScale(covering: [1, 10_000])
    let steps = [1.0, 10, 100, 1000, 10_000].map(scale.position)
    for (step, expected) in zip(steps, [0, 0.25, 0.5, 0.75, 1]) { #expect(abs(step - expected) < 1e-9) }
  }

  @Test(
    arguments: [
      ([1, 8], [1, 2, 5, 10]), ([1, 4096], [1, 10, 100, 1000]), ([10_000, 10_000_000], [10_000, 100_000, 1e6, 1e7]),
      ([130, 180], [100, 200]), ([5], [2, 5, 10]),
    ] as [([Double], [Double])])
  func writesFewRoundNumbers(values: [Double], ticks: [Double]) {
    let scale = LogScale(covering: values)
    let shown = scale.ticks.filter { tick in ticks.contains { abs(tick / $0 - 1) < 1e-9 } }
    #expect(shown.count == ticks.count, "\(scale.ticks)")
    #expect(scale.ticks.count <= 8)
    #expect(scale.lowest <= values[0] && values[0] <= scale.highest)
  }

  @Test func leavesOutWhatIsNotAboveZero() {
    #expect(LogScale(covering: [0, -3, .nan, .infinity, 10, 1000]) == LogScale(covering: [10, 1000]))
    #expect(LogScale(covering: []) == LogScale(covering: [1, 10]))
  }

  @Test func hasPowersOfTwoForMemory() {
    #expect(LogScale(covering: [196, 963], .binary).ticks == [128, 256, 512, 1024])
    // Some are left out where there are many: every other one.
    let mebi = 1_048_576.0
    #expect(
      LogScale(covering: [16 * mebi, 4000 * mebi], .binary).ticks == [16, 64, 256, 1024, 4096].map { $0 * mebi })
  }
}
