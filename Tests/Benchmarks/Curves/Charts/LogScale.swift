internal import Glibc

/// Where values lie between the ends of a logarithmic axis, and which of them are written beside it.
public struct LogScale: Equatable, Sendable {
  /// The ends: round numbers, so that every value is between them.
  public let lowest: Double
  public let highest: Double
  /// The values that are written, from the lowest to the highest.
  public let ticks: [Double]

  /// What numbers are round: some times a power of the base.
  public enum Roundness: Sendable {
    /// 1, 2 and 5 times a power of ten.
    case decimal
    /// Powers of two, where one of four is rounder.
    case binary

    var base: Double { self == .decimal ? 10 : 4 }
    var factors: [Double] { self == .decimal ? [1, 2, 5] : [1, 2] }

    func logarithm(_ value: Double) -> Double { log2(value) / log2(base) }
  }

  /// An axis for these values, which are above 0; others cannot be on it.
  public init(covering values: [Double], _ roundness: Roundness = .decimal) {
    let positive = values.filter { $0 > 0 && $0.isFinite }
    let least = positive.min() ?? 1
    let most = positive.max() ?? 10
    var steps = Self.steps(from: least, to: most, roundness)
    // One value alone, or one step, makes no axis.
    if steps.count < 3 { steps = Self.steps(from: least / 2, to: most * 2, roundness) }
    lowest = steps.first ?? 1
    highest = steps.last ?? 10
    ticks = Self.written(of: steps, roundness)
  }

  /// From 0 at the lowest end to 1 at the highest.
  public func position(of value: Double) -> Double {
    guard value > 0 else { return 0 }
    return min(max(log10(value / lowest) / log10(highest / lowest), 0), 1)
  }

  /// All round numbers from just below the least to just above the most.
  private static func steps(from least: Double, to most: Double, _ roundness: Roundness) -> [Double] {
    let powers = Int(floor(roundness.logarithm(least)))...Int(ceil(roundness.logarithm(most)))
    let all = powers.flatMap { power in roundness.factors.map { $0 * pow(roundness.base, Double(power)) } }
    // What is a step but for rounding is that step.
    let first = all.lastIndex { $0 <= least * 1.000_001 } ?? 0
    let last = all.firstIndex { $0 >= most * 0.999_999 } ?? all.count - 1
    return Array(all[first...max(first, last)])
  }

  /// Every step where there are few, else the powers of the base.
  private static func written(of steps: [Double], _ roundness: Roundness) -> [Double] {
    guard steps.count > 7 else { return steps }
    return steps.filter { step in
      let exponent = roundness.logarithm(step)
      return abs(exponent - exponent.rounded()) < 1e-6
    }
  }
}
