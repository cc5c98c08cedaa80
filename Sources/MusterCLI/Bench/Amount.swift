/// Numbers as people read them.
package enum Amount {
  /// `1,234,567`.
  package static func count(_ number: Int) -> String {
    let digits = Array(String(abs(number)))
    var text = number < 0 ? "-" : ""
    for (index, digit) in digits.enumerated() {
      if index > 0, (digits.count - index).isMultiple(of: 3) { text += "," }
      text.append(digit)
    }
    return text
  }

  /// `1 call was`, `1,234 calls were`.
  static func calls(_ number: Int) -> String { "\(count(number)) \(number == 1 ? "call was" : "calls were")" }

  /// `14.2 µs`, `1.25 ms`, `3.00 s`: three digits.
  package static func time(_ nanoseconds: UInt64) -> String {
    let (number, unit) =
      switch nanoseconds {
      case ..<999_500: (Double(nanoseconds) / 1000, "µs")
      case ..<999_500_000: (Double(nanoseconds) / 1_000_000, "ms")
      default: (Double(nanoseconds) / 1_000_000_000, "s")
      }
    return "\(threeDigits(number)) \(unit)"
  }

  package static func threeDigits(_ number: Double) -> String {
    let decimals = number < 9.995 ? 2 : number < 99.95 ? 1 : 0
    let factor = [1.0, 10.0, 100.0][decimals]
    let scaled = Int((number * factor).rounded())
    guard decimals > 0 else { return "\(scaled)" }
    let whole = scaled / Int(factor)
    let rest = String(scaled % Int(factor))
    return "\(whole)." + String(repeating: "0", count: decimals - rest.count) + rest
  }
}
