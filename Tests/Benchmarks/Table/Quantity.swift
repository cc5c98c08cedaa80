/// A kind of figure, and how people read it.
enum Quantity: Hashable, Sendable {
  case perSecond
  case microseconds
  case milliseconds
  case bytes
  case mebibytes
  case count

  /// `1.32 M/s`, `152 k/s`, `14.2 µs`.
  func text(_ number: Double) -> String {
    switch self {
    case .perSecond:
      number < 1000
        ? "\(digits(number)) /s" : number < 999_500 ? "\(digits(number / 1000)) k/s" : "\(digits(number / 1e6)) M/s"
    case .microseconds: "\(digits(number)) µs"
    case .milliseconds: "\(digits(number)) ms"
    case .bytes: number < 10_000 ? "\(digits(number)) B" : "\(digits(number / 1024)) KiB"
    case .mebibytes: "\(digits(number)) MiB"
    case .count: digits(number)
    }
  }
}

/// Three of them, and none behind the point that say nothing.
func digits(_ number: Double) -> String {
  let decimals = number < 9.995 ? 2 : number < 99.95 ? 1 : 0
  let factor = [1, 10, 100][decimals]
  let scaled = Int((number * Double(factor)).rounded())
  guard decimals > 0 else { return "\(scaled)" }
  let rest = "\(scaled % factor)"
  return "\(scaled / factor).\(String(repeating: "0", count: decimals - rest.count))\(rest)"
}
