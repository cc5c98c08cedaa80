internal import Glibc

/// Where values lie between the ends of a logarithmic axis, and which of them are written beside it.
public struct LogScale: Equatable, Sendable {
  /// The ends: 1, 2 or 5 times a power of ten, so that every value is between them.
  public let lowest: Double
  public let highest: Double
  /// The values that are written, from the lowest to the highest.
  public let ticks: [Double]

  /// An axis for these values, which are above 0; others cannot be on it.
  public init(covering values: [Double]) {
    let positive = values.filter { $0 > 0 && $0.isFinite }
    let least = positive.min() ?? 1
    let most = positive.max() ?? 10
    var steps = Self.steps(from: least, to: most)
    // One value alone, or one step, makes no axis.
    if steps.count < 3 { steps = Self.steps(from: least / 2, to: most * 2) }
    lowest = steps.first ?? 1
    highest = steps.last ?? 10
    ticks = Self.written(of: steps)
  }

  /// From 0 at the lowest end to 1 at the highest.
  public func position(of value: Double) -> Double {
    guard value > 0 else { return 0 }
    return min(max(log10(value / lowest) / log10(highest / lowest), 0), 1)
  }

  /// All of 1, 2 and 5 times a power of ten from just below the least to just above the most.
  private static func steps(from least: Double, to most: Double) -> [Double] {
    let decades = Int(floor(log10(least)))...Int(ceil(log10(most)))
    let all = decades.flatMap { decade in [1, 2, 5].map { $0 * pow(10, Double(decade)) } }
    // What is a step but for rounding is that step.
    let first = all.lastIndex { $0 <= least * 1.000_001 } ?? 0
    let last = all.firstIndex { $0 >= most * 0.999_999 } ?? all.count - 1
    return Array(all[first...max(first, last)])
  }

  /// Every step where there are few, else the powers of ten, every other one where those are many.
  private static func written(of steps: [Double]) -> [Double] {
    guard steps.count > 7 else { return steps }
    return steps.filter { step in
      let exponent = log10(step)
      return abs(exponent - exponent.rounded()) < 1e-6
    }
  }
}
