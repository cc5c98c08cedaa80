internal import Glibc

/// What an axis or a column of a table counts, and how its values are written.
public enum Quantity: Sendable {
  /// Of things: 12, 5 k, 10 M.
  case count
  /// Given in microseconds: 12 µs, 5 ms, 1.5 s.
  case time
  /// Given in bytes: 512 B, 12 KiB, 32 MiB.
  case memory

  /// Which numbers are round.
  var roundness: LogScale.Roundness {
    switch self {
    case .count, .time: .decimal
    case .memory: .binary
    }
  }

  /// As it is, in groups of three digits.
  static func exact(_ value: Double) -> String {
    guard value == value.rounded(), value >= 0, value < 1e15 else { return "\(value)" }
    var text = ""
    for (place, digit) in "\(Int(value))".reversed().enumerated() {
      if place > 0, place % 3 == 0 { text.append(",") }
      text.append(digit)
    }
    return String(text.reversed())
  }

  public func text(_ value: Double) -> String {
    switch self {
    case .count: Self.scaled(value, by: 1000, ["", " k", " M", " G"])
    case .time: Self.scaled(value, by: 1000, [" µs", " ms", " s"])
    case .memory: Self.scaled(value, by: 1024, [" B", " KiB", " MiB", " GiB"])
    }
  }

  /// Two digits that mean something, or all before the point.
  private static func scaled(_ value: Double, by factor: Double, _ units: [String]) -> String {
    var scaled = value
    var unit = 0
    // What would be written as 1000 of a unit is 1 of the next.
    while unit < units.count - 1, (scaled < 10 ? scaled : scaled.rounded()) >= factor {
      scaled /= factor
      unit += 1
    }
    let tenths = (scaled * 10).rounded() / 10
    let hundredths = (scaled * 100).rounded() / 100
    let number =
      switch scaled {
      case 10...: "\(Int(scaled.rounded()))"
      case 1...: tenths == tenths.rounded() ? "\(Int(tenths))" : "\(tenths)"
      default: hundredths == hundredths.rounded() ? "\(Int(hundredths))" : "\(hundredths)"
      }
    return number + units[unit]
  }
}
