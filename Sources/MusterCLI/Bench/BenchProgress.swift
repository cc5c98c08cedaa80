package import MusterLoad

/// What is seen of a run while it goes on.
package struct BenchProgress: Hashable, Sendable {
  package let title: String
  package let done: Int
  package let total: Int

  /// After so many seconds of the run, of which the first ones warm up: `speed` is calls of the last second. `waiting`
  /// for last answers is all that is left to do.
  package init(of plan: LoadPlan, after seconds: Double, speed: Int, waiting: Int) {
    total = Int(plan.seconds.rounded(.up))
    done = min(total, max(0, Int((seconds - plan.warmUpSeconds).rounded())))
    let number = Amount.count(speed)
    title =
      if waiting > 0 {
        "Waiting for \(Amount.count(waiting)) answer\(waiting == 1 ? "" : "s")"
      } else if seconds < plan.warmUpSeconds {
        "Warming up"
      } else {
        "Measuring " + String(repeating: " ", count: max(0, 10 - number.count)) + "\(number)/s"
      }
  }
}
